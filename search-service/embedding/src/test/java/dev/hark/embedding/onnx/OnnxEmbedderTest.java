package dev.hark.embedding.onnx;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxEmbedderTest {
  private static final String QUERY = "When does the pilot start?";
  private static final String ANSWER = "The pilot begins on the third of March.";
  private static final String OTHER = "Lunch was good today.";

  private static final Embedder EMBEDDER = OnnxEmbedder.builtin(2);

  @AfterAll
  static void close() {
    EMBEDDER.close();
  }

  @Test
  void namesTheSpaceOfTheBuiltInModel() {
    assertEquals(new EmbeddingSpace("e5-small-v2-int8", 384), EMBEDDER.space());
  }

  /** Numbers of LangChain4j's own E5SmallV2QuantizedEmbeddingModel 1.11.0-beta19. */
  @Test
  void givesTheVectorsThatAnIndependentProgramGives() {
    float[] query = EMBEDDER.embedQuery(QUERY);
    assertArrayEquals(
        new float[] {-0.063414566f, 0.08965189f, -0.00026617397f, -0.0022327176f},
        new float[] {query[0], query[1], query[2], query[383]},
        1e-3f);
    assertEquals(0.8188, cosine(query, passage(ANSWER)), 2e-3);
    assertEquals(0.6682, cosine(query, passage(OTHER)), 2e-3);
  }

  @Test
  void givesVectorsInTheOrderOfTheTextsWhateverTheirLength() {
    List<String> texts = List.of(ANSWER.repeat(30), OTHER, ANSWER, OTHER.repeat(9), QUERY);
    List<float[]> together = EMBEDDER.embedPassages(texts);
    for (int i = 0; i < texts.size(); i++) {
      assertTrue(cosine(passage(texts.get(i)), together.get(i)) > 0.99, "text " + i);
    }
  }

  @Test
  void givesExactlyTheSameVectorForTheSameCall() {
    assertArrayEquals(EMBEDDER.embedQuery(QUERY), EMBEDDER.embedQuery(QUERY));
  }

  @Test
  void answersAShortQueryWhileALongOneIsRead() throws Exception {
    String talk = "The weather was mild and nobody had anything to add. ".repeat(600);
    try (Embedder one = OnnxEmbedder.builtin(1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<float[]> whole = callers.submit(() -> one.embedQuery(talk));
      // That both are asked of a model at rest, the long one first.
      awaitRun("embedding-query-0");
      one.embedQuery(QUERY);
      assertFalse(whole.isDone());
      assertEquals(384, whole.get().length);
    }
  }

  /** A thread of the embedder is at work. */
  private static void awaitRun(String thread) {
    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .anyMatch(one -> one.getName().equals(thread)));
  }

  @Test
  void readsATextOfManyWindowsToItsEnd() {
    String filler = "The weather was mild and nobody had anything to add. ".repeat(60);
    float[] query = EMBEDDER.embedQuery(QUERY);
    double without = cosine(query, passage(filler));
    double with = cosine(query, passage(filler + (ANSWER + " ").repeat(60)));
    assertTrue(with > without + 0.02, with + " against " + without);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " \n\t",
        "😀😀😀",
        "\u0000\u0001\u001b[2J",
        "\uD83D",
        "\uDE00\uD83D",
        "שלום עולם, מה שלומך?",
        "\u202Eabc\u202C",
        "e\u0301\u0302\u0303",
        "漢字かな交じり文",
        "\uFFFF\uFFFE",
        "---",
        "a"
      })
  void takesAnyText(String text) {
    assertEquals(1.0, cosine(EMBEDDER.embedQuery(text), EMBEDDER.embedQuery(text)), 1e-5);
    assertEquals(1.0, cosine(passage(text), passage(text)), 1e-5);
  }

  @Test
  void embedsNothing() {
    assertEquals(List.of(), EMBEDDER.embedPassages(List.of()));
  }

  @Test
  void servesManyVirtualThreadsAtOnce() throws Exception {
    float[] expected = EMBEDDER.embedQuery(QUERY);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        calls.add(() -> EMBEDDER.embedQuery(QUERY));
      }
      for (Future<float[]> vector : threads.invokeAll(calls)) {
        assertArrayEquals(expected, vector.get());
      }
    }
  }

  @Test
  void failsInsteadOfCrashingOnceItIsClosed() {
    Embedder closed = OnnxEmbedder.builtin(1);
    closed.close();
    assertThrows(EmbeddingFailedException.class, () -> closed.embedQuery(QUERY));
    closed.close();
  }

  @Test
  void endsWithTheInterruptOfItsCaller() {
    List<String> forLongerThanAnybodyIsPaused = Collections.nCopies(100, QUERY);
    Thread.currentThread().interrupt();
    assertThrows(
        EmbeddingFailedException.class, () -> EMBEDDER.embedPassages(forLongerThanAnybodyIsPaused));
    assertTrue(Thread.interrupted());
  }

  private static float[] passage(String text) {
    return EMBEDDER.embedPassages(List.of(text)).getFirst();
  }

  private static double cosine(float[] a, float[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (double) a[i] * b[i];
    }
    return sum;
  }
}
