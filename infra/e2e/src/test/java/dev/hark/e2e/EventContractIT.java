package dev.hark.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the event contract says of bad and of odd input, from the topic to the public API. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventContractIT {
  private static final Duration SOON = Duration.ofSeconds(30);

  private final RunningHark hark = RunningHark.get();
  private final Random random = new Random(11);
  private final Owner owner = Owner.random(random);
  private final Gateway gateway = hark.gatewayOf(owner.projectId());
  private final EventTopic topic = new EventTopic(hark.address("kafka"), "recording-events");
  private final EventTopic deadLetters =
      new EventTopic(hark.address("kafka"), "recording-events.dlq");

  /** Events that can never work, each made from a good completed transcription. */
  enum Unacceptable {
    NO_TYPE(event -> event.remove("type")),
    UNKNOWN_TYPE(event -> event.put("type", "recording.sung")),
    NO_EVENT_ID(event -> event.remove("id")),
    MALFORMED_EVENT_ID(event -> event.put("id", "evt-1")),
    NO_CREATED_AT(event -> event.remove("created_at")),
    CREATED_AT_IS_NO_TIME(event -> event.put("created_at", "yesterday")),
    NO_PROJECT(event -> event.remove("project_id")),
    UNKNOWN_MODE(event -> event.put("mode", "staging")),
    NO_DATA(event -> event.remove("data")),
    NO_RECORDING_ID(event -> data(event).remove("recording_id")),
    MALFORMED_RECORDING_ID(event -> data(event).put("recording_id", "rec_a-b")),
    NO_TRANSCRIPTION_ID(event -> data(event).remove("transcription_id")),
    NO_END_USER(event -> data(event).remove("end_user_id")),
    TITLE_IS_A_NUMBER(event -> data(event).put("title", 7)),
    NEITHER_SEGMENTS_NOR_URL(event -> data(event).remove("segments")),
    SEGMENTS_IS_AN_OBJECT(event -> data(event).putObject("segments")),
    SEGMENT_WITHOUT_TEXT(event -> segment(event).remove("text")),
    SEGMENT_WITHOUT_START(event -> segment(event).remove("start_ms")),
    SEGMENT_STARTS_BEFORE_ZERO(event -> segment(event).put("start_ms", -1)),
    SEGMENT_ENDS_BEFORE_IT_STARTS(event -> segment(event).put("start_ms", 900_000)),
    SEGMENT_TIME_IS_TEXT(event -> segment(event).put("end_ms", "soon")),
    URL_TO_A_HOST_NOT_ALLOWED(
        event -> url(event, "http://metadata.internal.example/transcript.json")),
    URL_TO_A_FILE_NOT_ALLOWED(event -> url(event, "file:///etc/hostname")),
    URL_OF_ANOTHER_SCHEME(event -> url(event, "ftp://example.com/transcript.json"));

    // The lambdas above hold no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Consumer<ObjectNode> spoil;

    Unacceptable(Consumer<ObjectNode> spoil) {
      this.spoil = spoil;
    }

    private static ObjectNode data(ObjectNode event) {
      return (ObjectNode) event.path("data");
    }

    private static ObjectNode segment(ObjectNode event) {
      return (ObjectNode) data(event).path("segments").path(0);
    }

    private static void url(ObjectNode event, String url) {
      data(event).remove("segments");
      data(event).put("transcript_url", url);
    }
  }

  @BeforeAll
  void aGoodEventPasses() {
    assertIndexed(publishGood(Ids.random("rec_", random)));
  }

  @AfterAll
  void close() {
    topic.close();
    deadLetters.close();
  }

  @ParameterizedTest
  @EnumSource
  void anUnacceptableEventGoesToTheDeadLettersAndThePartitionGoesOn(Unacceptable kind) {
    Event bad = good(Ids.random("rec_", random));
    kind.spoil.accept(bad.json());
    topic.publish(bad);
    assertIndexed(publishGood(bad.key()));
    assertDeadLetter(bad.key(), bad.bytes());
  }

  @Test
  void whatIsNotJsonGoesToTheDeadLetters() {
    String key = Ids.random("rec_", random);
    byte[] value = "{\"type\": \"recording.created\", secretword".getBytes(UTF_8);
    topic.publish(key, value);
    ConsumerRecord<String, byte[]> letter = assertDeadLetter(key, value);
    assertTrue(!EventTopic.header(letter, "error-message").contains("secretword"));
  }

  @Test
  void tooManySegmentsGoToTheDeadLetters() {
    Event bad = good(Ids.random("rec_", random));
    bad.data()
        .set("segments", segments(IntStream.rangeClosed(0, 100_000).mapToObj(i -> "a").toList()));
    topic.publish(bad);
    assertDeadLetter(bad.key(), bad.bytes());
  }

  @Test
  void moreThan32MebibytesGoToTheDeadLetters() {
    Event bad = good(Ids.random("rec_", random));
    bad.data().set("segments", segments(List.of("word ".repeat((33 << 20) / 5))));
    topic.publish(bad);
    assertDeadLetter(bad.key(), bad.bytes());
  }

  @Test
  void aRejectedTranscriptionShowsTheRecordingFailed() {
    Event bad = good(Ids.random("rec_", random));
    bad.data().remove("segments");
    topic.publish(bad);
    await().atMost(SOON).until(() -> recording(bad.key()).path("status").asText().equals("failed"));
  }

  @Test
  void oddInputIsIndexedAndReadBackAsItCame() {
    String huge = "loremipsum ".repeat(3_000).trim();
    List<String> texts =
        List.of(
            "First words at zero",
            huge,
            "שלום לכולם, מה שלומכם היום",
            "👩‍👩‍👧‍👦 🎉",
            "tab\there\u0007");
    Event odd = good(Ids.random("rec_", random));
    odd.data().set("segments", segments(texts));
    segmentOf(odd, 0).put("start_ms", 0).remove("speaker");
    odd.data()
        .withArray("segments")
        .insertObject(2)
        .put("start_ms", 5)
        .put("end_ms", 6)
        .put("text", " \t ");
    topic.publish(odd);
    assertIndexed(odd);
    JsonNode read = transcription(odd);
    assertEquals(
        texts,
        read.path("segments").valueStream().map(segment -> segment.path("text").asText()).toList());
    assertTrue(read.path("segments").path(0).path("speaker").isNull());
  }

  @Test
  void unsortedAndOverlappingSegmentsAreReadBackInTimeOrder() {
    Event event = good(Ids.random("rec_", random));
    event.data().set("segments", segments(List.of("second", "first", "third")));
    segmentOf(event, 0).put("start_ms", 2_000).put("end_ms", 9_000);
    segmentOf(event, 1).put("start_ms", 0).put("end_ms", 4_000);
    segmentOf(event, 2).put("start_ms", 2_000).put("end_ms", 3_000);
    topic.publish(event);
    assertIndexed(event);
    JsonNode read = transcription(event);
    assertEquals(
        List.of("first", "second", "third"),
        read.path("segments").valueStream().map(segment -> segment.path("text").asText()).toList());
  }

  private Event publishGood(String recordingId) {
    Event good = good(recordingId);
    topic.publish(good);
    topic.flush();
    return good;
  }

  private Event good(String recordingId) {
    Event event =
        Event.completed(owner, recordingId, Ids.random("txn_", random), Instant.now(), List.of());
    event.data().set("segments", segments(List.of("We meet at the harbour", "At nine o'clock")));
    return event;
  }

  private static JsonNode segments(List<String> texts) {
    var segments = Event.JSON.createArrayNode();
    for (int i = 0; i < texts.size(); i++) {
      segments
          .addObject()
          .put("start_ms", i * 1_000L)
          .put("end_ms", i * 1_000L + 900)
          .put("speaker", "Ada")
          .put("text", texts.get(i));
    }
    return segments;
  }

  private static ObjectNode segmentOf(Event event, int index) {
    return (ObjectNode) event.data().path("segments").path(index);
  }

  private JsonNode transcription(Event event) {
    Gateway.Answer answer =
        gateway.get("/v1/transcriptions/" + event.data().path("transcription_id").asText());
    assertEquals(200, answer.status(), answer.raw());
    return answer.body();
  }

  private JsonNode recording(String id) {
    return gateway.get("/v1/recordings/" + id).body();
  }

  private void assertIndexed(Event completed) {
    String transcriptionId = completed.data().path("transcription_id").asText();
    await()
        .atMost(SOON)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              JsonNode recording = recording(completed.key());
              assertEquals("completed", recording.path("status").asText());
              assertEquals(transcriptionId, recording.path("transcription_id").asText());
            });
  }

  private ConsumerRecord<String, byte[]> assertDeadLetter(String key, byte[] value) {
    topic.flush();
    ConsumerRecord<String, byte[]> letter =
        await().atMost(SOON).until(() -> deadLetter(key), Optional::isPresent).orElseThrow();
    assertEquals(new String(value, UTF_8), new String(letter.value(), UTF_8));
    for (String header :
        List.of("error-code", "error-message", "source-partition", "source-offset", "failed-at")) {
      assertTrue(!EventTopic.header(letter, header).isBlank(), header);
    }
    return letter;
  }

  private Optional<ConsumerRecord<String, byte[]>> deadLetter(String key) {
    return deadLetters.readAll().stream().filter(letter -> key.equals(letter.key())).findFirst();
  }
}
