package dev.hark.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.hark.format.ParsedTranscript.Segment;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The event {@code transcription.completed} of a transcript that was read, as the event contract
 * says. What is empty stays out of it.
 *
 * @param id {@code evt_…}
 * @param createdAt ISO 8601, UTC
 */
public record TranscriptEvent(
    String id,
    String createdAt,
    String projectId,
    String mode,
    String recordingId,
    String transcriptionId,
    String endUserId,
    Details details) {
  /** Of an event. */
  public static final int MAX_BYTES = 32 << 20;

  private static final JsonFactory JSON = new JsonFactory();

  /**
   * What is said of the recording besides its words.
   *
   * @param recordedAt ISO 8601
   * @param durationMs else what the transcript says
   * @param metadataJson the client's own JSON object, as it came
   * @param language else what the transcript says
   */
  public record Details(
      Optional<String> externalId,
      Optional<String> title,
      Optional<String> recordedAt,
      OptionalLong durationMs,
      Optional<String> metadataJson,
      Optional<List<String>> tags,
      Optional<String> audioUrl,
      Optional<String> language) {}

  /** The event would be larger than one may be. */
  public static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("as an event it must have at most 32 MiB");
    }
  }

  /**
   * As JSON in UTF-8.
   *
   * @throws TooLargeException when it has more than {@link #MAX_BYTES}
   */
  public byte[] json(ParsedTranscript transcript) throws TooLargeException {
    Limited bytes = new Limited();
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeStringField("id", id);
      json.writeStringField("type", "transcription.completed");
      json.writeStringField("created_at", createdAt);
      json.writeStringField("project_id", projectId);
      json.writeStringField("mode", mode);
      json.writeObjectFieldStart("data");
      json.writeStringField("recording_id", recordingId);
      json.writeStringField("transcription_id", transcriptionId);
      json.writeStringField("end_user_id", endUserId);
      write(json, transcript);
      json.writeArrayFieldStart("segments");
      for (Segment segment : transcript.segments()) {
        write(json, segment);
      }
      json.writeEndArray();
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException e) {
      if (bytes.full) {
        throw new TooLargeException();
      }
      throw new IllegalStateException("bytes in memory cannot be written", e);
    }
    return bytes.written();
  }

  private void write(JsonGenerator json, ParsedTranscript transcript) throws IOException {
    text(json, "external_id", details.externalId().orElse(null));
    text(json, "title", details.title().orElse(null));
    text(json, "recorded_at", details.recordedAt().orElse(null));
    text(json, "audio_url", details.audioUrl().orElse(null));
    text(json, "language", details.language().orElse(transcript.language()));
    text(json, "provider", transcript.format().wire());
    Long length =
        details.durationMs().isPresent()
            ? Long.valueOf(details.durationMs().getAsLong())
            : transcript.durationMs();
    if (length != null) {
      json.writeNumberField("duration_ms", length);
    }
    if (details.metadataJson().isPresent()) {
      json.writeFieldName("metadata");
      json.writeRawValue(details.metadataJson().get());
    }
    if (details.tags().isPresent()) {
      json.writeArrayFieldStart("tags");
      for (String tag : details.tags().get()) {
        json.writeString(tag);
      }
      json.writeEndArray();
    }
  }

  private static void write(JsonGenerator json, Segment segment) throws IOException {
    json.writeStartObject();
    json.writeNumberField("start_ms", segment.startMs());
    json.writeNumberField("end_ms", segment.endMs());
    text(json, "speaker", segment.speaker());
    json.writeStringField("text", segment.text());
    json.writeEndObject();
  }

  private static void text(JsonGenerator json, String name, @Nullable String value)
      throws IOException {
    if (value != null) {
      json.writeStringField(name, value);
    }
  }

  /** Takes as much as an event may have. */
  private static final class Limited extends OutputStream {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 16);
    private boolean full;

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] more, int offset, int length) throws IOException {
      full |= bytes.size() + length > MAX_BYTES;
      if (full) {
        throw new IOException("full");
      }
      bytes.write(more, offset, length);
    }

    byte[] written() {
      return bytes.toByteArray();
    }
  }
}
