package dev.hark.indexer.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * What a citation can point at, of segments from none to 1 h and from 1 to 20,000 words. Run again
 * with {@code -Dseed=} and the number that was printed.
 */
final class SentencesPropertyTest {
  private static final int SEGMENTS = 80;
  private static final int MOST_WORDS = 20_000;
  private static final Duration LONG = Duration.ofSeconds(15);
  private static final List<String> LETTERS =
      List.of(
          "abcdefgh",
          "привет",
          "שלוםעול",
          "مرحبابكم",
          "我们在早上九点开会",
          "สวัสดีครับผม",
          "😀👩‍👩‍👧‍👦e\u0301");
  private static final List<String> ENDS = List.of(". ", "? ", "! ", ".\n\n ", "… ", "。", "؟ ");

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final Random random = new Random(seed);

  @Test
  void everySentenceOfALongSegmentHasItsOwnTime() {
    for (int i = 0; i < SEGMENTS; i++) {
      Turn turn = turn();
      List<Part> sentences =
          Chunker.chunks(List.of(turn)).stream().flatMap(c -> c.sentences().stream()).toList();
      String context = "seed " + seed + ", segment " + i;
      checkText(turn, sentences, context);
      checkTimes(turn, sentences, context);
      checkPlaces(turn, sentences, context);
    }
  }

  private static void checkText(Turn turn, List<Part> sentences, String context) {
    assertEquals(
        turn.text(), sentences.stream().map(Part::text).collect(Collectors.joining()), context);
    for (Part sentence : sentences) {
      assertFalse(Words.isBlank(sentence.text()), context);
      assertTrue(sentence.words() <= Part.SENTENCE_WORDS, context);
      assertFalse(Character.isLowSurrogate(sentence.text().charAt(0)), context);
      assertFalse(sentence.text().startsWith("\u0301"), context);
    }
  }

  private static void checkTimes(Turn turn, List<Part> sentences, String context) {
    Duration at = turn.start();
    for (Part sentence : sentences) {
      assertEquals(at, sentence.start(), context);
      assertTrue(sentence.end().compareTo(at) >= 0, context);
      at = sentence.end();
    }
    assertEquals(turn.end(), at, context);
  }

  /** A word is cited at most 15 s and as long as its sentence takes before it is said. */
  private void checkPlaces(Turn turn, List<Part> sentences, String context) {
    int length = turn.text().length();
    int total = Words.count(turn.text(), 0, length);
    double each = (double) turn.end().minus(turn.start()).toMillis() / total;
    int place = random.nextInt(length);
    Part cited = sentences.stream().filter(one -> place < one.to()).findFirst().orElseThrow();
    double said = turn.start().toMillis() + each * Words.count(turn.text(), 0, Math.max(1, place));
    double off = said - cited.start().toMillis();
    double most = LONG.toMillis() + each * Part.SENTENCE_WORDS;
    assertTrue(Math.abs(off) <= most, () -> context + ": " + off + " ms of " + most);
  }

  private Turn turn() {
    Duration start = Duration.ofMillis(random.nextInt(1_000_000));
    long millis = random.nextInt(10) == 0 ? 0 : (long) Math.pow(3_600_000, random.nextDouble());
    return new Turn(start, start.plusMillis(millis), random.nextBoolean() ? "Ana" : null, text());
  }

  /** Words of one script or of all, in sentences or without any end. */
  private String text() {
    int words = (int) Math.pow(MOST_WORDS, random.nextDouble());
    int script = random.nextInt(LETTERS.size() + 1);
    int sentence = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(60);
    String space = random.nextInt(4) == 0 ? "" : " ";
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < words; i++) {
      String letters =
          LETTERS.get(script < LETTERS.size() ? script : random.nextInt(LETTERS.size()));
      text.append(letters);
      boolean ends = random.nextInt(sentence) == 0;
      text.append(ends ? ENDS.get(random.nextInt(ENDS.size())) : space);
    }
    return text.toString();
  }
}
