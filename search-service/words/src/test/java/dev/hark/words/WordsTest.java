package dev.hark.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WordsTest {
  @Test
  void givesEachCharacterAndEachPairWhereThereAreNoSpaces() {
    assertEquals(List.of("会", "議", "会議", "室", "議室"), Words.of("会議室"));
    assertEquals(List.of("会議", "議室"), Words.asked("会議室"));
    assertEquals(List.of("会", "mtg", "2", "室"), Words.asked("会mtg 2室"));
  }

  @Test
  void givesWordsInTheirOrderAsOftenAsTheyStand() {
    assertEquals(
        List.of("two", "plans", "3.5", "no", "plans"), Words.of("Two plans (3.5): NO plans!"));
  }

  @Test
  void hasNoWordsForSigns() {
    assertEquals(List.of(), Words.of("… — %_ \u00ad\u200b '' \ud800"));
  }

  @Test
  void cutsWhatIsLongerThanAnyWord() {
    assertEquals(100, Words.of("a".repeat(40_000)).getFirst().length());
    assertEquals(99, Words.of("a" + "𐐨".repeat(500)).getFirst().length());
  }

  @Test
  void takesSpelledLettersHoweverMany() {
    assertEquals(1, Words.of("a.".repeat(16_000)).size());
    assertEquals(1, Words.of("1" + ",000".repeat(16_000)).size());
  }

  @Test
  void keepsAccentsUnlessToldOtherwise() {
    assertEquals(List.of("naïve", "résumé"), Words.of("Naïve RÉSUMÉ"));
    assertEquals("resume", Words.withoutAccents("résumé"));
  }

  @Test
  void takesAnyString() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 20_000; i++) {
      String text = text(random);
      for (String word : Words.of(text)) {
        String where = "-Dseed=" + seed + " " + i;
        assertTrue(!word.isEmpty() && word.chars().noneMatch(Character::isWhitespace), where);
        assertTrue(!Words.withoutAccents(word).isEmpty(), where);
      }
      assertTrue(Words.asked(text).size() <= Words.of(text).size(), () -> "-Dseed=" + seed);
    }
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          random.nextBoolean()
              ? ' ' + random.nextInt(96)
              : random.nextInt(random.nextBoolean() ? 0x3100 : 0x110000));
    }
    return text.toString();
  }
}
