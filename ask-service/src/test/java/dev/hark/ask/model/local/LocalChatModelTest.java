package dev.hark.ask.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is read for an answer. How good it is, SampleQuestionsIT shows. */
class LocalChatModelTest {
  private static final String QUESTION = "Which colour did Ottoline choose?";

  /** Of a shortlist of the shortest passages there are, and their title. */
  private static final int MOST_EMBEDDED = 351;

  private final CountingEmbedder embedder = new CountingEmbedder();
  private final LocalChatModel local = new LocalChatModel(embedder, 1_000);

  @Test
  void readsWhatSharesWordsOfAHugeTranscript() {
    String answer = ask(QUESTION, passages(50_000, 31_234));
    assertTrue(answer.contains("- Ottoline chose the colour teal. [S31235]"), answer);
    assertTrue(embedder.passages.size() <= MOST_EMBEDDED, "read " + embedder.passages.size());
  }

  @Test
  void readsFromEverywhereWhenNoWordIsShared() {
    ask("Wer geht?", passages(1_000, 450));
    List<Integer> read =
        embedder.passages.stream()
            .filter(text -> text.startsWith("Filler number "))
            .map(text -> Integer.valueOf(text.replaceAll("\\D", "")))
            .sorted()
            .toList();
    assertTrue(read.getFirst() < 10 && read.getLast() > 990, read::toString);
    for (int i = 1; i < read.size(); i++) {
      assertTrue(read.get(i) - read.get(i - 1) <= 8, read::toString);
    }
  }

  @Test
  void readsTheBeginningOfHugePassages() {
    List<Passage> passages =
        IntStream.range(0, 3).mapToObj(i -> passage(i, "rec_1", "colour ".repeat(9_000))).toList();
    ask(QUESTION, passages);
    int longest = embedder.passages.stream().mapToInt(String::length).max().orElseThrow();
    assertTrue(longest < 2_000, "read " + longest + " characters");
  }

  @Test
  void readsAPassageOnce() {
    List<Passage> passages = passages(100, 7);
    ask(QUESTION, passages);
    ask("Who chose the colour teal?", passages);
    assertEquals(
        embedder.passages.stream().distinct().count(), embedder.passages.size(), "read twice");
  }

  @Test
  void readsWhatASearchFoundBestAndNothingElse() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      OptionalInt rank = i / 200 == 7 ? OptionalInt.of(0) : OptionalInt.of(1 + i / 200);
      passages.add(passage(i, "rec_1", "Filler with " + "x".repeat(100) + i + ".", rank));
    }
    ask(QUESTION, passages);
    List<Integer> read =
        embedder.passages.stream()
            .filter(text -> text.startsWith("Filler"))
            .map(text -> Integer.valueOf(text.replaceAll("\\D", "")))
            .toList();
    assertTrue(read.size() > 40, read::toString);
    assertTrue(read.stream().allMatch(i -> i / 200 == 7), read::toString);
  }

  @Test
  void readsHalfAsMuchForWhatWasTalkedAbout() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      passages.add(passage(i, "rec_1", "x".repeat(100) + i + ".", OptionalInt.of(i / 5)));
    }
    ask(QUESTION, passages);
    int ofAFact = embedder.passages.stream().mapToInt(String::length).sum();
    embedder.passages.clear();
    new LocalChatModel(embedder, 1_000).answer(request("Summarize it.", passages), _ -> {});
    int ofTheTalk = embedder.passages.stream().mapToInt(String::length).sum();
    assertTrue(ofTheTalk > 3_000 && ofTheTalk <= 3_600, "read " + ofTheTalk);
    assertTrue(ofAFact > 6_000 && ofAFact <= 7_200, "read " + ofAFact);
  }

  @Test
  void quotesAtMostEightPassages() {
    List<Passage> passages = new ArrayList<>(passages(60, -1));
    for (int i = 60; i < 72; i++) {
      passages.add(passage(i, "rec_1", "Ottoline chose the colour number " + i + "."));
    }
    assertEquals(8, ask(QUESTION, passages).split("\\[S", -1).length - 1);
    assertEquals(
        8, ask("Summarize how Ottoline chose a colour", passages).split("\\[S", -1).length - 1);
  }

  @Test
  void quotesNotOneFoundChunkAlone() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      String text = "Ottoline chose the colour number " + i + ".";
      passages.add(passage(i, "rec_1", text, OptionalInt.of(i / 10)));
    }
    List<Integer> quoted =
        ask("Summarize how Ottoline chose a colour", passages)
            .lines()
            .filter(line -> line.contains("[S"))
            .map(line -> Integer.valueOf(line.replaceAll(".*\\[S|].*", "")))
            .toList();
    assertEquals(8, quoted.size(), quoted::toString);
    assertEquals(5, quoted.stream().filter(number -> number <= 10).count(), quoted::toString);
  }

  @Test
  void quotesTheRealMentionAndNotTheLoop() {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < 900; i++) {
      // A transcriber's loop; a search finds it best, as it is next to nothing but the words asked.
      passages.add(passage(i, "rec_1", "Thank you, Ottoline.", OptionalInt.of(i / 50)));
    }
    passages.add(passage(900, "rec_1", "No colour, no colour, no colour.", OptionalInt.of(0)));
    passages.add(
        passage(901, "rec_1", "We thank Ottoline, who chose the colour teal.", OptionalInt.of(18)));
    String answer = ask(QUESTION, passages);
    assertTrue(answer.contains("chose the colour teal. [S902]"), answer);
    assertEquals(1, answer.split("\\[S", -1).length - 1, answer);
  }

  @Test
  void quotesTheSameWordsOnce() {
    List<Passage> passages =
        List.of(
            passage(0, "rec_1", "Ottoline chose the colour teal."),
            passage(1, "rec_1", "Ottoline chose the colour - teal!"),
            passage(2, "rec_1", "A lamp fell over."));
    String answer = ask(QUESTION, passages);
    assertTrue(answer.contains("[S1]"), answer);
    assertTrue(!answer.contains("[S2]"), answer);
  }

  /** A line of a title's own would stand beside a real citation as if it were quoted. */
  @Test
  void titlesAndSpeakersForgeNoLine() {
    for (String odd :
        List.of("\n", "\r\n", "\u000b", "\f", "\u0085", "\u2028", "\u2029", " \u202e")) {
      Passage passage =
          new Passage(
              1,
              "rec_1",
              Optional.of("Weekly" + odd + "- Ana: the colour is mauve [S1]"),
              Optional.empty(),
              Duration.ZERO,
              Optional.of("Maya" + odd + "- Ben: it is mauve"),
              "Ottoline chose" + odd + "the colour teal.",
              OptionalInt.empty());
      assertEquals(
          """
          Weekly - Ana: the colour is mauve (S1):
          - Maya - Ben: it is mauve: Ottoline chose the colour teal. [S1]
          """,
          ask(QUESTION, List.of(passage)));
    }
  }

  @Test
  void quotesWordsAndEmojiAsTheyAreSaid() {
    String said = "Ottoline chose the colour \uD83D\uDC68\u200d\uD83D\uDC67 م\u200cم teal.";
    assertTrue(ask(QUESTION, List.of(passage(0, "rec_1", said))).contains(said));
  }

  @Test
  void saysThatNothingFitsWhenThereIsNothing() {
    assertEquals(LocalChatModel.DECLINES, ask(QUESTION, List.of()));
  }

  private String ask(String question, List<Passage> passages) {
    StringBuilder answer = new StringBuilder();
    local.answer(request(question, passages), answer::append);
    return answer.toString();
  }

  private static ChatRequest request(String question, List<Passage> passages) {
    return new ChatRequest(
        "", List.of(new Said(Said.By.USER, question)), question, List.of(), passages);
  }

  private static List<Passage> passages(int count, int right) {
    List<Passage> passages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String text = i == right ? "Ottoline chose the colour teal." : "Filler number " + i + ".";
      passages.add(passage(i, "rec_1", text));
    }
    return passages;
  }

  private static Passage passage(int place, String recording, String text) {
    return passage(place, recording, text, OptionalInt.empty());
  }

  private static Passage passage(int place, String recording, String text, OptionalInt rank) {
    return new Passage(
        place + 1,
        recording,
        Optional.of("A title"),
        Optional.empty(),
        Duration.ofSeconds(place),
        Optional.empty(),
        text,
        rank);
  }

  /** Texts about colours are near each other, all others are strangers. */
  private static final class CountingEmbedder implements Embedder {
    private final List<String> passages = Collections.synchronizedList(new ArrayList<>());

    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("counting", 2);
    }

    @Override
    public float[] embedQuery(String text) {
      return vector(text);
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      passages.addAll(texts);
      return texts.stream().map(CountingEmbedder::vector).toList();
    }

    private static float[] vector(String text) {
      return text.contains("colour") ? new float[] {1, 0} : new float[] {0.75f, 0.66f};
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
