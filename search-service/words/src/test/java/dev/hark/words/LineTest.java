package dev.hark.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LineTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\n",
        "\r\n",
        "\r",
        "\u000b",
        "\f",
        "\u0085",
        "\u2028",
        "\u2029",
        "\u0000",
        "\u001b",
        "\u009b",
        "\t",
        " \n \u0085 "
      })
  void whatBreaksALineIsASpace(String odd) {
    assertEquals("Weekly - Ana: yes", Line.of("Weekly" + odd + "- Ana: yes"));
    assertEquals("Weekly", Line.of(odd + "Weekly" + odd));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u00ad",
        "\u061c",
        "\u200b",
        "\u200e",
        "\u200f",
        "\u202a",
        "\u202e",
        "\u2066",
        "\u2069",
        "\ufeff",
        "\udb40\udc01",
        "\udb40\udc41"
      })
  void whatTurnsALineAroundOrHasNoWidthIsGone(String unseen) {
    assertEquals("Weekly: yes", Line.of("Week" + unseen + "ly:" + unseen + " yes"));
    assertEquals("Weekly: yes", Line.of(unseen + " Weekly: " + unseen + " yes " + unseen));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FAMILY + " call",
        "می\u200cخواهم",
        "\uD83C\uDFF4\udb40\udc67\udb40\udc62\udb40\udc65\udb40\udc6e\udb40\udc67\udb40\udc7f 1:0"
      })
  void wordsAndEmojiStayWhole(String text) {
    assertEquals(text, Line.of(text));
  }

  @Test
  void noHiddenWordsFollowAFlag() {
    String flag = "\uD83C\uDFF4" + "\udb40\udc61".repeat(6);
    assertEquals(flag + "!", Line.of(flag + "\udb40\udc62".repeat(9) + "!"));
  }

  @Test
  void aCleanLineIsLeftAlone() {
    String line = "Réunion №3 — 议程, ประชุม 👍🏽 (ok)";
    assertSame(line, Line.of(line));
  }

  @Test
  void everyLineIsCleanOnce() {
    Random random = new Random(11);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int j = random.nextInt(8); j > 0; j--) {
        text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x2100 : 0x110000));
      }
      String line = Line.of(text.toString());
      assertEquals(line, Line.of(line));
      assertTrue(line.lines().count() <= 1, text::toString);
      assertEquals(
          0,
          line.codePoints()
              .filter(c -> c != 0x200c && c != 0x200d && (c < 0xe0020 || c > 0xe007f))
              .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT)
              .count());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u00a0\u3000",
        "\u200b",
        "\u200b \u2060\ufeff",
        "\u00ad",
        "\u2800",
        "\u3164\uffa0",
        "\u115f\u1160",
        "\ufe0f",
        "\u202e\u2069",
        "\u0000\u0007\u0085",
        "\u180e",
        "\u034f",
        "\udb40\udc41"
      })
  void whatNobodySeesIsBlank(String text) {
    assertTrue(Line.isBlank(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a", "\u200b?", "\u0301", "👍", "।", "\u2028."})
  void whatIsSeenIsNot(String text) {
    assertFalse(Line.isBlank(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {FAMILY, "👍🏽", "🇩🇪", "é", "한", "नि", "❤️", "𝒳"})
  void aCutSplitsNoCharacterThatAReaderSees(String character) {
    for (int before = 180; before <= 200; before++) {
      String text = "x".repeat(before) + character + "y".repeat(50);
      String cut = Line.cut(text, 200);
      boolean whole = before + character.length() <= 200;
      String expected = whole ? text.substring(0, 200) : "x".repeat(before);
      assertEquals(expected, cut);
      assertTrue(cut.length() <= 200);
    }
  }

  @Test
  void aCutIsTrimmedAndBeginsWithWhatIsSeen() {
    assertEquals("x", Line.cut("\u00a0 x \n", 200));
    assertEquals("x".repeat(199), Line.cut("x".repeat(199) + " y", 200));
    assertEquals("x", Line.cut("\u200b".repeat(300) + " x", 200));
    assertEquals("", Line.cut(" \u200b ", 200));
    assertEquals("x".repeat(200), Line.cut("x".repeat(200), 200));
  }

  /** Nothing that is read, but it must not be half a character all the same. */
  @Test
  void aCharacterThatIsLongerThanAllOfItIsSplitBetweenCodePoints() {
    assertEquals(200, Line.cut("e" + "\u0301".repeat(500), 200).length());
    String notes = Line.cut("e" + "\ud834\udd65".repeat(500), 200);
    assertEquals(199, notes.length());
    assertFalse(Character.isHighSurrogate(notes.charAt(198)));
  }
}
