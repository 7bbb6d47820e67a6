package dev.hark.ask.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Passage;
import dev.hark.ask.model.Said;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How much is read for an answer. How good it is, SampleQuestionsIT shows. */
class LocalChatModelTest {
  private static final String QUESTION = "Which colour did Ottoline choose?";

  /** Three texts for each passage on the shortlist. */
  private static final int MOST_EMBEDDED = 750;

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
  void readsBeforeAndAfterAPassageInItsOwnRecordingOnly() {
    List<Passage> passages = new ArrayList<>(passages(3, 1));
    passages.add(passage(3, "rec_other", "Another colour."));
    ask(QUESTION, passages);
    assertTrue(
        embedder.passages.contains(
            "A title. Filler number 0. Ottoline chose the colour teal. Filler number 2."));
    assertTrue(embedder.passages.contains("A title. Another colour."));
    assertTrue(embedder.passages.stream().noneMatch(it -> it.contains("2. Another colour.")));
  }

  @Test
  void saysThatNothingFitsWhenThereIsNothing() {
    assertEquals(LocalChatModel.DECLINES, ask(QUESTION, List.of()));
  }

  private String ask(String question, List<Passage> passages) {
    StringBuilder answer = new StringBuilder();
    local.answer(
        new ChatRequest(
            "", List.of(new Said(Said.By.USER, question)), question, List.of(), passages),
        answer::append);
    return answer.toString();
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
    return new Passage(
        place + 1,
        recording,
        Optional.of("A title"),
        Optional.empty(),
        Duration.ofSeconds(place),
        Optional.empty(),
        text);
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
