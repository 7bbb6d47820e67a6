package dev.hark.gateway.recording;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.Transcription;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transcription as the API shows it, ready to be sent. The text stands before the segments that
 * it is made of, so both are gathered while they come in; what is large waits outside the heap.
 */
final class TranscriptionAnswer implements AutoCloseable {
  /** Nearly every transcript stays in memory with this; a meeting of an hour has 60 KB of text. */
  private static final int MEMORY = 256 << 10;

  /** Bounds what is held of one text while it is escaped. */
  private static final int SLICE = 8 << 10;

  private final Transcription transcription;
  private final Spool text = new Spool(MEMORY);
  private final Spool segments = new Spool(MEMORY);
  private boolean empty = true;

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
    writeText(list, "speaker", Absent.textOrNull(segment.getSpeaker()));
    list.writeStringField("text", segment.getText());
    list.writeEndObject();
  }

  /** To be closed by whoever sends it. */
  SizedStream content() throws IOException {
    byte[] head = head();
    byte[] middle = "\",\"segments\":".getBytes(StandardCharsets.UTF_8);
    byte[] tail = tail();
    long length = head.length + text.size() + middle.length + segments.size() + tail.length;
    List<InputStream> parts =
        List.of(
            new ByteArrayInputStream(head),
            text.read(),
            new ByteArrayInputStream(middle),
            segments.read(),
            new ByteArrayInputStream(tail));
    return new SizedStream(new SequenceInputStream(Collections.enumeration(parts)), length);
  }

  private byte[] head() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = Json.generator(bytes)) {
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT);
      json.writeStartObject();
      json.writeStringField("id", transcription.getTranscriptionId());
      json.writeStringField("recording_id", transcription.getRecordingId());
      json.writeStringField("status", StatusText.of(transcription.getStatus()));
      writeText(json, "language", transcription.hasLanguage() ? transcription.getLanguage() : null);
      writeText(json, "provider", transcription.hasProvider() ? transcription.getProvider() : null);
      json.writeFieldName("duration_ms");
      if (transcription.hasDurationMs()) {
        json.writeNumber(transcription.getDurationMs());
      } else {
        json.writeNull();
      }
    }
    bytes.write(",\"text\":\"".getBytes(StandardCharsets.UTF_8));
    return bytes.toByteArray();
  }

  private byte[] tail() {
    String created =
        quoted(Absent.timeOrNull(transcription.hasCreatedAt(), transcription.getCreatedAt()));
    String completed =
        quoted(Absent.timeOrNull(transcription.hasCompletedAt(), transcription.getCompletedAt()));
    return ",\"created_at\":%s,\"completed_at\":%s}"
        .formatted(created, completed)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String quoted(@Nullable String time) {
    return time == null ? "null" : '"' + time + '"';
  }

  private static void writeText(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    json.writeFieldName(name);
    json.writeString(text);
  }

  @Override
  public void close() throws IOException {
    text.close();
    segments.close();
  }
}
