package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * When an answer is over, and what is in it: one table for each provider, end signal × connection ×
 * words or none → outcome, in {@code src/test/resources/model}.
 */
class AnswerEndsIT {
  /** In milliseconds; who waits that long has missed the end. */
  private static final long LONG = 30_000;

  record Row(Wire wire, String connection, String script, String outcome, String words) {
    static Row of(String line) {
      String[] cells = line.split("\t", -1);
      return new Row(
          Wire.valueOf(cells[0]), cells[1], cells[2], cells[3], cells[4].replace('⏎', '\n'));
    }

    /** Nothing needs to be waited for after a reason to finish. */
    boolean usageComesBeforeTheEnd() {
      return connection.equals("closed") || script.endsWith("d") || script.contains("[DONE]");
    }

    /** Nothing but the clock says that it is over. */
    boolean waits() {
      return outcome.equals("timed_out");
    }
  }

  static Stream<Row> openai() throws IOException {
    return table("openai");
  }

  static Stream<Row> claude() throws IOException {
    return table("claude");
  }

  static Stream<Row> gemini() throws IOException {
    return table("gemini");
  }

  private static Stream<Row> table(String provider) throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            AnswerEndsIT.class.getResourceAsStream("/model/" + provider + ".tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
          .lines().filter(line -> !line.startsWith("#")).map(Row::of).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource({"openai", "claude", "gemini"})
  void endsAsTheTableSays(Row row) {
    StringBuilder told = new StringBuilder();
    long begun = System.nanoTime();
    Completion completion;
    try (RawServer server =
        new RawServer(row.wire.events(row.script), row.connection, row.wire.ping)) {
      completion = Providers.plain(settings(row, server.url())).answer(request(), told::append);
    }
    long millis = (System.nanoTime() - begun) / 1_000_000;
    assertEquals(row.outcome, outcome(completion));
    assertEquals(row.words, told.toString());
    assertTrue(millis < LONG, () -> millis + " ms");
    switch (completion) {
      case Completion.Failed(ModelFailure failure) ->
          assertFalse(failure.reason().contains("SECRET"), failure.reason());
      case Completion.Finished finished when row.script.matches(".*/ u\\b.*r:.*|.*r:.*/ u\\b.*") ->
          assertEquals(new Completion.Usage(100, 7, 40), finished.usage());
      case Completion.Finished _ -> {}
    }
  }

  /** More than all words of an answer may take. */
  @Test
  void readsLongThoughtsToTheEnd() {
    String thought =
        "data: {\"choices\":[{\"delta\":{\"reasoning\":\"" + "Hm. ".repeat(15_000) + "\"}}]}\n\n";
    String words = Wire.OPENROUTER.events("w:It is June. / r:stop / d");
    StringBuilder told = new StringBuilder();
    try (RawServer server =
        new RawServer((body, out) -> RawServer.stream(out, thought.repeat(150) + words))) {
      Row row = new Row(Wire.OPENROUTER, "closed", "d", "stop", "It is June.");
      assertEquals(
          "stop",
          outcome(Providers.plain(settings(row, server.url())).answer(request(), told::append)));
    }
    assertEquals("It is June.", told.toString());
  }

  @Test
  void hasEnoughOfAnEventWithoutAnEnd() {
    try (StreamingServer server = StreamingServer.neverStops("data: " + "x".repeat(100_000))) {
      Row row = new Row(Wire.OPENAI, "closed", "d", "broken", "");
      assertEquals(
          new Completion.Failed(new ModelFailure.Broken("the answer is too long")),
          Providers.plain(settings(row, server.url())).answer(request(), words -> {}));
    }
  }

  private static String outcome(Completion completion) {
    return switch (completion) {
      case Completion.Finished finished ->
          finished.ending().name().toLowerCase(java.util.Locale.ROOT);
      case Completion.Failed(ModelFailure.Broken _) -> "broken";
      case Completion.Failed(ModelFailure.TimedOut _) -> "timed_out";
      case Completion.Failed(ModelFailure.Busy _) -> "busy";
      case Completion.Failed(ModelFailure.Refused _) -> "refused";
      case Completion.Failed(ModelFailure.OnlyThoughts _) -> "only_thoughts";
    };
  }

  private static ProviderSettings settings(Row row, String url) {
    long patience = row.waits() ? 150 : LONG;
    return new ProviderSettings(
        Optional.of(url),
        "the-key",
        new ModelProfile(row.wire.provider(), "scripted", 10_000, 500),
        new ModelTimeouts(
            Duration.ofSeconds(2),
            Duration.ofMillis(patience),
            Duration.ofMillis(patience),
            Duration.ofMillis(row.usageComesBeforeTheEnd() ? LONG : 150),
            Duration.ofMillis(patience * 4)),
        Dialect.standard(Dialect.Limit.MAX_TOKENS));
  }

  static ChatRequest request() {
    return new ChatRequest(
        "Be brief.", List.of(new Said(Said.By.USER, "When?")), "When?", List.of(), List.of());
  }
}
