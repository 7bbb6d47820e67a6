package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.text.StorableText;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A part of an answer as it is stored: {@code text}, or {@code recording_id, start_ms}. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record StoredPart(
    @JsonProperty("text") @Nullable String text,
    @JsonProperty("recording_id") @Nullable String recordingId,
    @JsonProperty("start_ms") @Nullable Long startMs) {
  static List<StoredPart> of(List<Part> parts) {
    return parts.stream()
        .map(StoredPart::of)
        // A part without words is none.
        .filter(part -> part.text == null || !part.text.isEmpty())
        .toList();
  }

  /** What an answer holds that cites the recording. */
  static List<StoredPart> citing(RecordingId recording) {
    return List.of(new StoredPart(null, recording.value(), null));
  }

  private static StoredPart of(Part part) {
    return switch (part) {
      case Part.Text words -> new StoredPart(StorableText.of(words.text()), null, null);
      case Part.Citation citation ->
          new StoredPart(null, citation.recording().value(), citation.start().toMillis());
    };
  }

  Part part() {
    return text != null
        ? new Part.Text(text)
        : new Part.Citation(
            new RecordingId(Objects.requireNonNull(recordingId)),
            Duration.ofMillis(Objects.requireNonNull(startMs)));
  }
}
