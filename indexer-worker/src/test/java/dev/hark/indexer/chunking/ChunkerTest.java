package dev.hark.indexer.chunking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

final class ChunkerTest {
  private static final Pattern TURN = Pattern.compile("([A-Z?])(?:(\\d+)x)?(\\d+)");

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/chunking.tsv", delimiter = '\t', nullValues = "none")
  void cutsAsTheTableSays(String what, String turns, String expected) {
    String found =
        Chunker.chunks(turns(turns == null ? "" : turns)).stream()
            .map(chunk -> words(chunk) + chunk.speaker().orElse(""))
            .collect(Collectors.joining(" "));
    assertEquals(expected == null ? "" : expected, found);
  }

  @Test
  void ordersTurnsByTimeAndKeepsTheOrderOfThoseOfTheSameInstant() {
    List<Turn> turns =
        List.of(turn(5, 9, "third"), turn(0, 8, "first"), turn(0, 1, "second"), turn(3, 3, " \t"));
    Chunk chunk = Chunker.chunks(turns).getFirst();
    assertEquals("first second third", chunk.text());
    assertEquals(List.of(0, 1, 2), chunk.parts().stream().map(Part::index).toList());
    assertEquals(Duration.ZERO, chunk.start());
    assertEquals(Duration.ofMillis(9), chunk.end());
  }

  @Test
  void anEarlierTurnMayEndLast() {
    Chunk chunk = Chunker.chunks(List.of(turn(0, 100, "a"), turn(1, 2, "b"))).getFirst();
    assertEquals(Duration.ofMillis(100), chunk.end());
  }

  @Test
  void sharesTheTimeOfACutTurnByWords() {
    String text = "word ".repeat(133) + "tremendous ".repeat(133).strip();
    List<Chunk> chunks = Chunker.chunks(List.of(turn(1_000, 2_000, text)));
    Part first = chunks.getFirst().parts().getFirst();
    assertEquals(2, chunks.size());
    assertEquals(Duration.ofSeconds(1), first.start());
    assertEquals(Duration.ofMillis(1_500), first.end());
    assertEquals(first.end(), chunks.getLast().start());
    assertEquals(Duration.ofSeconds(2), chunks.getLast().end());
  }

  @Test
  void aLongTurnIsCitedByItsSentencesAndItsChunksStayAsTheyAre() {
    String text =
        "One two three. " + "A ".repeat(28) + "end?  Ten more words are said here, before it ends.";
    Chunk chunk = Chunker.chunks(List.of(turn(0, 41_000, text))).getFirst();
    assertEquals(text, chunk.text());
    assertEquals(1, chunk.parts().size());
    assertEquals(
        List.of(
            "0 One two three.",
            "3 " + "A ".repeat(28) + "end?",
            "32 Ten more words are said here, before it ends."),
        cited(chunk));
  }

  @Test
  void aTurnThatTakesLongIsCitedByItsSentencesHoweverFewItsWords() {
    assertEquals(
        List.of("0 Yes. No."),
        cited(Chunker.chunks(List.of(turn(0, 15_000, "Yes. No."))).getFirst()));
    assertEquals(
        List.of("0 Yes.", "8 No."),
        cited(Chunker.chunks(List.of(turn(0, 16_000, "Yes. No."))).getFirst()));
  }

  @Test
  void aSentenceWithoutEndIsCitedInPiecesOfTheSameLength() {
    Chunk chunk = Chunker.chunks(List.of(turn(0, 31_000, "word ".repeat(31).strip()))).getFirst();
    assertEquals(List.of(16, 15), chunk.sentences().stream().map(Part::words).toList());
  }

  @Test
  void whiteSpaceIsNoSentence() {
    String text = " \n\n One.  \n\n \n Two.\n\n\n ";
    List<Part> sentences = Chunker.chunks(List.of(turn(0, 20_000, text))).getFirst().sentences();
    assertEquals(
        List.of(" \n\n One.  \n\n \n ", "Two.\n\n\n "),
        sentences.stream().map(Part::text).toList());
  }

  /** Seconds and words of what can be cited. */
  private static List<String> cited(Chunk chunk) {
    return chunk.sentences().stream()
        .map(part -> part.start().toSeconds() + " " + part.text().strip())
        .toList();
  }

  @Test
  void chineseIsCutAtItsSentencesToAboutTwoHundredAndSixtyLetters() {
    String text = "我们在早上九点开会讨论下一个项目的计划。".repeat(60);
    List<Chunk> chunks = Chunker.chunks(List.of(turn(0, 10, text)));
    chunks.forEach(chunk -> assertTrue(chunk.text().endsWith("。"), chunk.text()));
    assertEquals(
        List.of(260, 260, 260, 260, 160), chunks.stream().map(c -> c.text().length()).toList());
  }

  @Test
  void oneEndlessWordIsCutBetweenCharactersThatAreSeen() {
    String family = "👩‍👩‍👧‍👦";
    List<Chunk> chunks = Chunker.chunks(List.of(turn(0, 10, family.repeat(2_000))));
    assertTrue(chunks.size() > 1);
    chunks.forEach(chunk -> assertEquals(0, chunk.text().length() % family.length()));
  }

  @Test
  void whiteSpaceWithoutEndIsShortened() {
    List<Chunk> chunks = Chunker.chunks(List.of(turn(0, 10, "a" + " ".repeat(1 << 20) + "b")));
    assertEquals("a" + " ".repeat(64) + "b", chunks.getFirst().text());
  }

  @Test
  void whatOnlyHoldsControlCharactersIsNotBlank() {
    assertEquals("\0\u0007", Chunker.chunks(List.of(turn(0, 1, " \0\u0007 "))).getFirst().text());
  }

  @Test
  void cutsAHugeTurnWithoutPunctuationInOneGo() {
    assertEquals(1_000, Chunker.chunks(List.of(turn(0, 1, "a".repeat(1_000 * 133 * 16)))).size());
    assertEquals(1_000, Chunker.chunks(List.of(turn(0, 1, "b. c ".repeat(66_500).strip()))).size());
  }

  private static int words(Chunk chunk) {
    return chunk.text().split(" ").length;
  }

  private static Turn turn(long start, long end, String text) {
    return new Turn(Duration.ofMillis(start), Duration.ofMillis(end), "A", text);
  }

  private static List<Turn> turns(String spec) {
    List<Turn> turns = new ArrayList<>();
    for (String each : Arrays.stream(spec.split(" ")).filter(s -> !s.isEmpty()).toList()) {
      Matcher parts = TURN.matcher(each);
      assertTrue(parts.matches(), each);
      int sentences = parts.group(2) == null ? 1 : Integer.parseInt(parts.group(2));
      String sentence = "Word" + " word".repeat(Integer.parseInt(parts.group(3)) - 1) + ".";
      String text =
          IntStream.range(0, sentences).mapToObj(i -> sentence).collect(Collectors.joining(" "));
      Duration start = Duration.ofSeconds(turns.size());
      String speaker = parts.group(1).equals("?") ? null : parts.group(1);
      turns.add(new Turn(start, start.plusSeconds(1), speaker, text));
    }
    return turns;
  }
}
