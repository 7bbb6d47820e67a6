package dev.hark.ask.model.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class MeaningTest {
  private static final float[] COLOUR = {1, 0};
  private static final String ANSWER = "She took the second one.";
  private static final String ABOUT_IT = "Which colour does Ottoline want?";
  private static final String OTHER = "A lamp fell over in the hall.";

  @Test
  void whatIsSaidBesideAPassageCounts() {
    assertTrue(
        inContext("rec_1", ABOUT_IT, "rec_1", OTHER) > inContext("rec_1", OTHER, "rec_1", OTHER));
    assertTrue(
        inContext("rec_1", OTHER, "rec_1", ABOUT_IT) > inContext("rec_1", OTHER, "rec_1", OTHER));
  }

  @Test
  void whatIsSaidInAnotherRecordingDoesNot() {
    double nothing = inContext("rec_0", OTHER, "rec_2", OTHER);
    assertEquals(nothing, inContext("rec_0", ABOUT_IT, "rec_2", OTHER));
    assertEquals(nothing, inContext("rec_0", OTHER, "rec_2", ABOUT_IT));
    assertEquals(nothing, inContext("rec_0", ABOUT_IT, "rec_2", ABOUT_IT));
  }

  @Test
  void whatWasLeftOutBetweenTwoPassagesKeepsThemApart() {
    List<Passage> passages =
        List.of(
            passage(0, "rec_1", ABOUT_IT), passage(1, "rec_1", OTHER), passage(2, "rec_1", ANSWER));
    Meaning meaning = Meaning.of(COLOUR, passages, List.of(0, 2), vectors());
    assertEquals(meaning.alone().getLast(), meaning.inContext().getLast(), 1e-6);
  }

  /** Of the answer, between what was said before and after it. */
  private static double inContext(
      String recordingBefore, String before, String recordingAfter, String after) {
    List<Passage> passages =
        List.of(
            passage(0, recordingBefore, before),
            passage(1, "rec_1", ANSWER),
            passage(2, recordingAfter, after));
    return Meaning.of(COLOUR, passages, List.of(0, 1, 2), vectors()).inContext().get(1);
  }

  private static PassageVectors vectors() {
    return new PassageVectors(new ColourEmbedder(), 10);
  }

  private static Passage passage(int place, String recording, String text) {
    return new Passage(
        place + 1,
        recording,
        Optional.empty(),
        Optional.empty(),
        Duration.ofSeconds(place),
        Optional.empty(),
        text,
        OptionalInt.empty());
  }

  /** Texts about colours are near what is asked, all others are not. */
  private static final class ColourEmbedder implements Embedder {
    @Override
    public EmbeddingSpace space() {
      return new EmbeddingSpace("colours", 2);
    }

    @Override
    public float[] embedQuery(String text) {
      return COLOUR;
    }

    @Override
    public List<float[]> embedPassages(List<String> texts) {
      return texts.stream()
          .map(text -> text.contains("colour") ? COLOUR : new float[] {0.6f, 0.8f})
          .toList();
    }

    @Override
    public void close() {
      // Nothing is held.
    }
  }
}
