package dev.hark.ask.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CursorSealTest {
  private static final List<String> LIST = List.of("sessions", "proj_a", "live", "q=ab");

  private final CursorSeal seal =
      new CursorSeal("a key that nobody knows".getBytes(java.nio.charset.StandardCharsets.UTF_8));

  @Test
  void opensWhatItSealedForTheSameList() {
    long seed = Long.getLong("seed", new Random().nextLong());
    System.out.println("CursorSealTest seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 500; i++) {
      Cursor cursor =
          new Cursor(
              random.nextLong(), "as_" + random.nextInt(1_000_000), random.nextInt(9) + ":9:");
      String text = seal.seal(cursor, LIST);
      assertTrue(text.matches("[A-Za-z0-9_-]{1,2048}"), text);
      assertEquals(Optional.of(cursor), seal.open(text, LIST), () -> "by -Dseed=" + seed);
    }
  }

  @Test
  void refusesEveryChangedCharacter() {
    String text = seal.seal(new Cursor(1_747_735_425_000_000L, "as_abc", "7:9:8"), LIST);
    for (int i = 0; i < text.length(); i++) {
      for (char other : "AZaz09-_.".toCharArray()) {
        String changed = text.substring(0, i) + other + text.substring(i + 1);
        if (!changed.equals(text)) {
          assertEquals(Optional.empty(), seal.open(changed, LIST), changed);
        }
      }
    }
  }

  @Test
  void refusesACursorOfAnotherList() {
    String text = seal.seal(new Cursor(1, "as_abc", "7:9:8"), LIST);
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_b", "live", "q=ab")));
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_a", "live", "q=a")));
    assertEquals(Optional.empty(), seal.open(text, List.of("sessions", "proj_al", "ive", "q=ab")));
    assertEquals(
        Optional.empty(),
        new CursorSeal("other".getBytes(java.nio.charset.StandardCharsets.UTF_8)).open(text, LIST));
  }

  @Test
  void refusesWhatIsNoCursor() {
    for (String text : List.of("", "x", "!", "ü", "AAAA", "A".repeat(3_000), "null")) {
      assertEquals(Optional.empty(), seal.open(text, LIST), text);
    }
  }
}
