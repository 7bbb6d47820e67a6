package dev.hark.indexer.event.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventDecoder.Decoded;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.runtime.id.Ids.RecordingId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/** Each row of the contract that makes an event one that can never work. */
final class UnacceptableEventTest {
  private static final String HEAD =
      """
      "id":"evt_1","created_at":"2026-05-04T09:30:00.000Z","project_id":"proj_1\"\
      """;
  private static final String IDS =
      """
      "recording_id":"rec_1","transcription_id":"txn_1","end_user_id":"eu_1\"\
      """;

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(
      resources = "/unacceptable-events.tsv",
      delimiter = '\t',
      quoteCharacter = '\u0001',
      maxCharsPerColumn = 20_000)
  void isRefusedByNameAndWithoutItsText(String name, String code, String message, String event) {
    Problem problem = refused(bytes(event)).problem();
    assertEquals(code, problem.code().wireName(), problem.message());
    if (!message.equals("*")) {
      assertEquals(message, problem.message());
    }
    assertFalse(problem.message().contains("secretword"), problem.message());
  }

  @Test
  void bytesThatAreNotUtf8AreRefusedWithTheirPlace() {
    byte[] bytes = "{\"id\":\"...\"}".getBytes(StandardCharsets.UTF_8);
    bytes[7] = (byte) 0xC0;
    assertEquals(new Problem(ErrorCode.NOT_UTF8, "not UTF-8 at byte 7"), refused(bytes).problem());
  }

  @Test
  void encodedSurrogatesAndOverlongFormsAreNotUtf8() {
    for (int[] sequence : new int[][] {{0xED, 0xA0, 0x80}, {0xC0, 0x80}, {0xF8, 0x88, 0x80}}) {
      byte[] bytes = "{\"id\":\"...\"}".getBytes(StandardCharsets.UTF_8);
      IntStream.range(0, sequence.length).forEach(i -> bytes[7 + i] = (byte) sequence[i]);
      assertEquals(ErrorCode.NOT_UTF8, refused(bytes).problem().code());
    }
  }

  @Test
  void utf16IsNotJson() {
    byte[] bytes = bytes("{${head}}");
    byte[] wide = new String(bytes, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_16LE);
    assertEquals(ErrorCode.NOT_JSON, refused(wide).problem().code());
  }

  @Test
  void oneSegmentTooManyIsRefused() {
    String segment = "{\"start_ms\":0,\"end_ms\":1,\"text\":\"a\"}";
    String segments =
        IntStream.rangeClosed(0, 100_000).mapToObj(i -> segment).collect(Collectors.joining(","));
    Problem problem =
        refused(
                bytes(
                    "{${head},\"type\":\"transcription.completed\",\"data\":{${ids},\"segments\":["
                        + segments
                        + "]}}"))
            .problem();
    assertEquals(
        new Problem(ErrorCode.TOO_MANY_SEGMENTS, "expected at most 100000 segments"), problem);
  }

  @Test
  void oneByteTooManyIsRefusedAndItsRecordingIsStillKnown() {
    String event = "{${head},\"type\":\"recording.created\",\"data\":{${ids}}}";
    byte[] bytes = bytes(event);
    byte[] exact = java.util.Arrays.copyOf(bytes, 32 << 20);
    java.util.Arrays.fill(exact, bytes.length, exact.length, (byte) ' ');
    assertInstanceOf(Decoded.Accepted.class, decode(exact));
    byte[] large = java.util.Arrays.copyOf(exact, exact.length + 1);
    large[exact.length] = ' ';
    Decoded.Unacceptable refused = refused(large);
    assertEquals(ErrorCode.TOO_LARGE, refused.problem().code());
    assertEquals(new RecordingId("rec_1"), refused.subject().recording());
  }

  @Test
  void manyUnknownKeysAreRefusedBeforeTheyFillTheMemory() {
    String keys =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"" + i + "\":1")
            .collect(Collectors.joining(","));
    Problem problem =
        refused(bytes("{${head},\"type\":\"recording.deleted\",\"extra\":{" + keys + "}}"))
            .problem();
    assertEquals(
        new Problem(ErrorCode.TOO_COMPLEX, "expected at most 10000 keys in an object"), problem);
  }

  @Test
  void whatTheEventIsAboutIsReadInSpiteOfTheFault() {
    Subject subject =
        refused(
                bytes(
                    "{\"data\":{${ids},\"segments\":7},\"type\":\"transcription.completed\",${head}}"))
            .subject();
    assertEquals(EventType.TRANSCRIPTION_COMPLETED, subject.type());
    assertEquals(new RecordingId("rec_1"), subject.recording());
    assertEquals("txn_1", Objects.requireNonNull(subject.transcription()).value());
    assertEquals("eu_1", Objects.requireNonNull(subject.endUser()).value());
    assertEquals("evt_1", Objects.requireNonNull(subject.id()).value());
    assertTrue(subject.createdAt() != null && subject.project() != null && subject.mode() != null);
  }

  @Test
  void ofAnEventThatIsCutOffAsMuchIsReadAsThereIs() {
    Subject subject =
        refused(bytes("{${head},\"type\":\"recording.created\",\"data\":{${ids},\"title\":\"secr"))
            .subject();
    assertEquals(new RecordingId("rec_1"), subject.recording());
  }

  private static byte[] bytes(String event) {
    return event.replace("${head}", HEAD).replace("${ids}", IDS).getBytes(StandardCharsets.UTF_8);
  }

  private static Decoded decode(byte[] event) {
    return new JsonEventDecoder().decode(ByteBuffer.wrap(event));
  }

  private static Decoded.Unacceptable refused(byte[] event) {
    return assertInstanceOf(Decoded.Unacceptable.class, decode(event));
  }
}
