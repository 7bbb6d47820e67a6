package dev.hark.gateway.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.SizedStream;
import dev.hark.gateway.http.Spool;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transcription as the API shows it, ready to be sent. The text stands before the segments that
 * it is made of, so both are gathered while they come in; what is large waits outside the heap.
 */
final class TranscriptionAnswer implements Closeable {
  /** Nearly every transcript stays in memory with this; a meeting of an hour has 60 KB of text. */
  private static final int MEMORY = 256 << 10;

  /** Bounds what is held of one text while it is escaped. */
  private static final int SLICE = 8 << 10;

  private final Transcription transcription;
  private final Spool text = new Spool(MEMORY);
  private final Spool segments = new Spool(MEMORY);
  private boolean empty = true;
  private long words;
  private @Nullable Long end;

  private TranscriptionAnswer(Transcription transcription) {
    this.transcription = transcription;
  }

  /** Reads all of it; a failure on the way is thrown before anything is sent. */
  static TranscriptionAnswer read(TranscriptReader reader) throws IOException {
    TranscriptionAnswer answer = new TranscriptionAnswer(reader.transcription());
    boolean whole = false;
    try {
      answer.gather(reader);
      whole = true;
      return answer;
    } finally {
      if (!whole) {
        answer.close();
      }
    }
  }

  private void gather(TranscriptReader reader) throws IOException {
    try (JsonGenerator list = Json.generator(segments)) {
      list.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      list.writeStartArray();
      for (List<Segment> part = reader.segments(); !part.isEmpty(); part = reader.segments()) {
        for (Segment segment : part) {
          appendText(segment.getText());
          writeSegment(list, segment);
          words += countWords(segment.getText());
          if (isCompleted()) {
            end = Math.max(end == null ? 0 : end, segment.getEndMs());
          }
        }
      }
      list.writeEndArray();
    }
  }

  private void appendText(String words) throws IOException {
    if (!empty) {
      text.write(' ');
    }
    empty = false;
    for (int start = 0; start < words.length(); ) {
      int end = Math.min(words.length(), start + SLICE);
      if (end < words.length() && Character.isHighSurrogate(words.charAt(end - 1))) {
        end--;
      }
      text.write(JsonStringEncoder.getInstance().quoteAsUTF8(words.substring(start, end)));
      start = end;
    }
  }

  private static void writeSegment(JsonGenerator list, Segment segment) throws IOException {
    list.writeStartObject();
    list.writeNumberField("start_ms", segment.getStartMs());
    list.writeNumberField("end_ms", segment.getEndMs());
    list.writeNumberField("start", Seconds.of(segment.getStartMs()));
    list.writeNumberField("end", Seconds.of(segment.getEndMs()));
    list.writeFieldName("speaker");
    list.writeString(Absent.textOrNull(segment.getSpeaker()));
    list.writeStringField("text", segment.getText());
    list.writeEndObject();
  }

  /** What white space parts. */
  private static long countWords(String text) {
    long count = 0;
    boolean inWord = false;
    for (int i = 0; i < text.length(); i++) {
      boolean space = Character.isWhitespace(text.charAt(i)) || text.charAt(i) == '\u00a0';
      count += !space && !inWord ? 1 : 0;
      inWord = !space;
    }
    return count;
  }

  private boolean isCompleted() {
    return transcription.getStatus() == TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED;
  }

  /** To be closed by whoever sends it. */
  SizedStream content() throws IOException {
    byte[] head = Json.bytes(head());
    // Two objects are made one: the brackets between them go.
    head[head.length - 1] = ',';
    byte[] tail = Json.bytes(tail());
    tail[0] = ',';
    if (!isCompleted()) {
      byte[] none = bytes("\"text\":null,\"full_text\":null,\"word_count\":null,\"segments\":null");
      return stream(List.of(of(head), of(none), of(tail)), length(head, none, tail));
    }
    byte[] first = bytes("\"text\":\"");
    byte[] second = bytes("\",\"full_text\":\"");
    byte[] third = bytes("\",\"word_count\":" + words + ",\"segments\":");
    return stream(
        List.of(
            of(head),
            of(first),
            text.read(),
            of(second),
            text.read(),
            of(third),
            segments.read(),
            of(tail)),
        length(head, first, second, third, tail) + 2 * text.size() + segments.size());
  }

  private SizedStream stream(List<InputStream> parts, long length) {
    Closeable whole = this;
    InputStream bytes =
        new SequenceInputStream(Collections.enumeration(parts)) {
          @Override
          public void close() throws IOException {
            try (whole) {
              super.close();
            }
          }
        };
    return new SizedStream(bytes, length);
  }

  private static long length(byte[]... parts) {
    return Arrays.stream(parts).mapToLong(part -> part.length).sum();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static InputStream of(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  private Map<String, @Nullable Object> head() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("id", transcription.getTranscriptionId());
    members.put("recording_id", transcription.getRecordingId());
    members.put("status", StatusText.of(transcription.getStatus()));
    members.put("language", transcription.hasLanguage() ? transcription.getLanguage() : null);
    members.put("provider", transcription.hasProvider() ? transcription.getProvider() : null);
    members.put(
        "duration_ms", transcription.hasDurationMs() ? (Long) transcription.getDurationMs() : end);
    return members;
  }

  private Map<String, @Nullable Object> tail() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    members.put("error", ListedTranscription.error(transcription));
    members.put(
        "created_at",
        Absent.timeOrNull(transcription.hasCreatedAt(), transcription.getCreatedAt()));
    members.put(
        "started_at",
        Absent.timeOrNull(
            ListedTranscription.isStarted(transcription), transcription.getCreatedAt()));
    members.put(
        "completed_at",
        Absent.timeOrNull(transcription.hasCompletedAt(), transcription.getCompletedAt()));
    members.put(
        "updated_at",
        Absent.timeOrNull(transcription.hasUpdatedAt(), transcription.getUpdatedAt()));
    return members;
  }

  @Override
  public void close() throws IOException {
    text.close();
    segments.close();
  }
}
