package dev.hark.embedding.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class HttpEmbedderTest {
  private final ScriptedServer server = new ScriptedServer();
  private final HttpEmbedder embedder = new HttpEmbedder(server.model(Duration.ofSeconds(10)));

  @AfterEach
  void close() {
    embedder.close();
    server.close();
  }

  @Test
  void asksAsOpenAiDoesAndScalesTheVector() {
    server.answer = "{\"data\":[{\"index\":0,\"embedding\":[3,4]}]}";
    assertArrayEquals(new float[] {0.6f, 0.8f}, embedder.embedQuery("who?"), 1e-6f);
    assertEquals(
        List.of(
            new ScriptedServer.Asked(
                "/v1/embeddings",
                "Bearer secret-key",
                "{\"model\":\"some-model\",\"input\":[\"query: who?\"]}")),
        server.asked);
  }

  @Test
  void putsVectorsInTheOrderOfTheTextsWhateverTheOrderOfTheAnswer() {
    server.answer =
        "{\"data\":[{\"index\":1,\"embedding\":[0,1]},{\"index\":0,\"embedding\":[1,0]}]}";
    List<float[]> vectors = embedder.embedPassages(List.of("a", "b"));
    assertArrayEquals(new float[] {1, 0}, vectors.get(0));
    assertArrayEquals(new float[] {0, 1}, vectors.get(1));
  }

  @Test
  void sendsALongTextInPartsAndWeighsThem() {
    server.answer =
        "{\"data\":[{\"index\":0,\"embedding\":[1,0]},{\"index\":1,\"embedding\":[0,1]}]}";
    float[] vector = embedder.embedPassages(List.of("x".repeat(99) + " " + "y".repeat(50))).get(0);
    assertArrayEquals(new float[] {0.894427f, 0.447213f}, vector, 1e-5f);
  }

  @Test
  void sendsManyTextsInRequestsOfThirtyTwo() {
    server.answer =
        IntStream.range(0, 32)
            .mapToObj(i -> "{\"index\":" + i + ",\"embedding\":[1,0]}")
            .collect(Collectors.joining(",", "{\"data\":[", "]}"));
    List<String> texts = IntStream.range(0, 64).mapToObj(Integer::toString).toList();
    assertEquals(64, embedder.embedPassages(texts).size());
    assertEquals(2, server.asked.size());
  }

  @Test
  void asksForNothingWhenThereIsNothing() {
    assertEquals(List.of(), embedder.embedPassages(List.of()));
    assertEquals(List.of(), server.asked);
  }

  @Test
  void namesTheSpaceByModelAndPrefixes() {
    assertEquals(new EmbeddingSpace("some-model (query: |passage: )", 2), embedder.space());
  }

  /** answers.tsv: status, body and what the message must say. */
  @ParameterizedTest
  @CsvFileSource(
      resources = "answers.tsv",
      delimiter = '\t',
      numLinesToSkip = 1,
      quoteCharacter = '`')
  void refusesAnAnswerThatItCannotUse(int status, String answer, String message) {
    server.status = status;
    server.answer = answer;
    var e = assertThrows(EmbeddingFailedException.class, () -> embedder.embedQuery("private"));
    String told = String.valueOf(e.getMessage());
    assertTrue(told.contains(message), told);
    assertFalse(
        told.contains("private") || told.contains("secret") || told.contains("quoted"), told);
  }

  @Test
  void givesUpOnAServerThatHangsInTheMiddleOfItsAnswer() {
    server.hangs = true;
    try (HttpEmbedder impatient = new HttpEmbedder(server.model(Duration.ofMillis(300)))) {
      var e = assertThrows(EmbeddingFailedException.class, () -> impatient.embedQuery("who?"));
      assertTrue(String.valueOf(e.getMessage()).contains("no answer within PT0.3S"));
    }
  }

  @Test
  void saysWhichServerCannotBeReached() {
    server.close();
    var e = assertThrows(EmbeddingFailedException.class, () -> embedder.embedQuery("who?"));
    assertTrue(String.valueOf(e.getMessage()).contains("cannot reach the embeddings server http"));
  }
}
