package dev.hark.stack.deadletter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.Timestamp;
import dev.hark.proto.event.v1.EndUserDeleted;
import dev.hark.proto.event.v1.RecordingEvent;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import dev.hark.stack.kafka.EventProducer;
import dev.hark.stack.kafka.TopicReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DeadLettersIT {
  private static final String EVENTS = "recording-events";
  private static final String WORDS = "the tomatoes go in on Friday";

  private final Stack stack = SharedStack.get();

  /** The topics are shared by all tests: each has a code, and recordings, of its own. */
  private final String own = UUID.randomUUID().toString().replace("-", "");

  private record Outcome(int code, String output, String errors) {}

  @BeforeEach
  void createTopics() {
    stack.kafka().create(EVENTS, 6);
    stack.kafka().create(DeadLetters.TOPIC, 6);
  }

  @Test
  void listsWhatCouldNotBeTakenAndNoneOfItsWords() throws Exception {
    letter("rec_a", event(), 3, 17);
    letter("rec_b", bytes("{\"type\":\"x\",\"project_id\":\"proj_a\", no JSON"), 3, 18);

    JsonNode listed = list();
    assertEquals(2, listed.size());
    JsonNode first = listed.get(0);
    assertEquals("rec_a" + own, first.path("key").asText());
    assertEquals("transcription.completed", first.path("type").asText());
    assertEquals("proj_a", first.path("project_id").asText());
    assertEquals("code_" + own, first.path("code").asText());
    assertEquals("data.end_user_id: expected an id", first.path("message").asText());
    assertEquals(3, first.path("source_partition").asInt());
    assertEquals(17, first.path("source_offset").asLong());
    assertTrue(first.path("time").asText().matches("20[0-9T:-]{17}\\.[0-9]{3}Z"), first::toString);
    assertTrue(first.path("retried_at").isNull());
    assertEquals("x", listed.get(1).path("type").asText(), "as far as it can be read");

    Outcome table = run("list", "--code", "code_" + own);
    assertEquals(0, table.code());
    assertEquals(3, table.output().lines().count(), table::output);
    assertTrue(table.output().startsWith("ID "), table::output);
    assertFalse(table.output().contains("tomatoes"), "words");
    assertEquals("no dead letters", run("list", "--code", "none_" + own).output().strip());
  }

  @Test
  void givesATerminalNoOrders() throws Exception {
    String orders = "\u001b[2J\u009b2J\u202e\u007f";
    letter("rec_" + orders, event(), 3, 17);
    for (String form : List.of("--json", "--code=code_" + own)) {
      Outcome listed = run("list", "--code", "code_" + own, form);
      assertTrue(
          listed.output().chars().allMatch(c -> c == '\n' || (c >= ' ' && c <= '~')),
          listed::output);
    }
    assertEquals("rec_" + orders + own, list().get(0).path("key").asText());
  }

  @Test
  void showsOneWithTheEventAsItCame() throws Exception {
    letter("rec_a", event(), 3, 17);
    String id = list().get(0).path("id").asText();

    Outcome shown = run("show", id);
    assertEquals(0, shown.code());
    assertTrue(shown.output().contains("error-code: code_" + own), shown::output);
    assertTrue(shown.output().contains("traceparent: of the publisher"), shown::output);
    assertTrue(shown.output().endsWith("\n\n" + text(event()) + "\n"), shown::output);
    assertEquals("what follows may hold words of a transcript", shown.errors().strip());
    assertFalse(run("show", "--headers", id).output().contains("tomatoes"));
  }

  @Test
  void showsAnEventInProtobufToo() throws Exception {
    RecordingEvent event =
        RecordingEvent.newBuilder()
            .setProjectId("proj_a")
            .setCreatedAt(Timestamp.newBuilder().setSeconds(1))
            .setEndUserDeleted(EndUserDeleted.newBuilder().setEndUserId("eu_a"))
            .build();
    letter("eu_a", event.toByteArray(), 0, 1, "content-type", "application/x-protobuf");
    JsonNode listed = list().get(0);
    assertEquals("end_user.deleted", listed.path("type").asText());
    assertEquals("proj_a", listed.path("project_id").asText());
    assertTrue(run("show", listed.path("id").asText()).output().contains("end_user_id: \"eu_a\""));
  }

  @Test
  void sendsTheEventAgainAsItWasAndNotTwiceUnlessToldTo() throws Exception {
    letter("rec_a", event(), 3, 17);
    String id = list().get(0).path("id").asText();

    assertEquals("1 sent again, 0 not", run("retry", id).output().strip());
    ConsumerRecord<byte[], byte[]> sent = sent().getFirst();
    assertArrayEquals(event(), sent.value());
    assertEquals("rec_a" + own, text(sent.key()));
    assertEquals(
        List.of("traceparent"), Arrays.stream(sent.headers().toArray()).map(h -> h.key()).toList());
    assertTrue(list().get(0).path("retried_at").isTextual());

    Outcome second = run("retry", id);
    assertEquals(1, second.code());
    assertTrue(second.errors().contains("--again sends it once more"), second::errors);
    assertEquals(1, sent().size());
    assertEquals(0, run("retry", "--again", id).code());
    assertEquals(2, sent().size());
  }

  @Test
  void sendsAllOfACodeThatWereNotSentYetAndOneEventOnce() throws Exception {
    letter("rec_a", event(), 3, 17);
    letter("rec_a", event(), 3, 17);
    letter("rec_b", event(), 4, 2);
    letter("rec_large", null, 5, 1);
    run("retry", list().get(2).path("id").asText());

    Outcome all = run("retry", "--code", "code_" + own);
    assertEquals(1, all.code());
    assertEquals("1 sent again, 1 not", all.output().strip());
    assertTrue(all.errors().contains("holds no event, which was too large"), all::errors);
    assertEquals(2, sent().size());
  }

  @Test
  void saysWhatIsWrongWithACall() {
    assertEquals(2, run().code());
    assertEquals(2, run("retry").code());
    assertEquals(2, run("retry", "--all", "1-1").code());
    Outcome form = run("show", "3/17");
    assertEquals(2, form.code());
    assertTrue(form.errors().contains("an ID is as list shows it"), form::errors);
    Outcome unknown = run("show", "5-999999999");
    assertEquals(1, unknown.code());
    assertEquals("there is no dead letter 5-999999999", unknown.errors().strip());
    assertEquals(1, run("retry", "77-1").code());

    Outcome away = runAgainst("127.0.0.1:1", "list");
    assertEquals(1, away.code());
    assertTrue(away.errors().contains("Kafka on 127.0.0.1:1 gives no answer"), away::errors);
  }

  private JsonNode list() throws Exception {
    Outcome listed = run("list", "--json", "--code", "code_" + own);
    assertEquals(0, listed.code(), listed::errors);
    return new ObjectMapper().readTree(listed.output());
  }

  private Outcome run(String... arguments) {
    return runAgainst(stack.kafkaBootstrap(), arguments);
  }

  private static Outcome runAgainst(String kafka, String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter errors = new StringWriter();
    CommandLine command = DeadLettersCommand.commandLine(Map.of("HARK_KAFKA_BOOTSTRAP", kafka));
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
    int code = command.execute(arguments);
    return new Outcome(code, out.toString(), errors.toString());
  }

  /** What stands in the events' topic under this test's keys. */
  private List<ConsumerRecord<byte[], byte[]>> sent() {
    List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
    try (TopicReader reader = TopicReader.of(stack.kafkaBootstrap(), EVENTS)) {
      reader.readToEnd(
          record -> {
            if (record.key() != null && text(record.key()).endsWith(own)) {
              found.add(record);
            }
          });
    }
    return found;
  }

  private void letter(
      String key, byte @Nullable [] value, int partition, long offset, String... more) {
    RecordHeaders headers = new RecordHeaders();
    headers.add("traceparent", bytes("of the publisher"));
    headers.add("error-code", bytes("code_" + own));
    headers.add("error-message", bytes("data.end_user_id: expected an id"));
    headers.add("source-partition", bytes(Integer.toString(partition)));
    headers.add("source-offset", bytes(Long.toString(offset)));
    headers.add("failed-at", bytes("2026-05-01T10:00:00.000Z"));
    for (int i = 0; i < more.length; i += 2) {
      headers.add(more[i], bytes(more[i + 1]));
    }
    try (EventProducer producer = new EventProducer(stack.kafkaBootstrap())) {
      producer.send(
          new ProducerRecord<>(DeadLetters.TOPIC, null, bytes(key + own), value, headers));
    }
  }

  private static byte[] event() {
    return bytes(
        """
        {"data":{"recording_id":"rec_a","segments":[{"text":"%s","type":"no"}]},"project_id":"proj_a",\
        "type":"transcription.completed"}\
        """
            .formatted(WORDS));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
