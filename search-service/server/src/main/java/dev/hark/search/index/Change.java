package dev.hark.search.index;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.RecordingState.ActiveTranscript;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one event says of a recording.
 *
 * @param owner null when the event does not say
 * @param news null when the event brings a transcript or says nothing of one
 * @param transcript null unless the event brings one
 */
public record Change(
    Stamp stamp,
    @Nullable EndUserId owner,
    RecordingDetails details,
    @Nullable TranscriptionNews news,
    @Nullable ActiveTranscript transcript) {
  /** The transcription that the event is about; null when it names none. */
  @Nullable TranscriptionId transcription() {
    if (transcript != null) {
      return transcript.transcription();
    }
    return news == null ? null : news.transcription();
  }

  /**
   * What an event says of a recording; null is what it does not say.
   *
   * @param metadata the client's JSON object, given back as it came; at most 8 KiB
   * @param externalId the client's own id of it
   * @param speakers names by the labels of transcripts; an empty one takes the name back
   */
  public record RecordingDetails(
      @Nullable String title,
      @Nullable Instant recordedAt,
      @Nullable Duration duration,
      @Nullable String metadata,
      @Nullable String externalId,
      @Nullable List<String> tags,
      @Nullable String audioUrl,
      Map<String, String> speakers) {
    /** Says nothing. */
    public static final RecordingDetails NONE =
        new RecordingDetails(null, null, null, null, null, null, null, Map.of());

    private static final int MAX_METADATA_BYTES = 8 * 1024;
    private static final int MAX_EXTERNAL_ID = 255;
    private static final int MAX_TAGS = 20;
    private static final int MAX_SPEAKERS = 200;
    private static final int MAX_NAME = 128;

    public RecordingDetails {
      tags = tags == null ? null : List.copyOf(tags);
      speakers = Map.copyOf(speakers);
      if (speakers.size() > MAX_SPEAKERS
          || !speakers.entrySet().stream().allMatch(RecordingDetails::named)) {
        throw new IllegalArgumentException(
            "speakers must be at most 200, labels and names of at most 128 characters");
      }
      if (externalId != null
          && (externalId.isEmpty()
              || externalId.codePointCount(0, externalId.length()) > MAX_EXTERNAL_ID)) {
        throw new IllegalArgumentException("external_id must be 1 to 255 characters");
      }
      if (tags != null && tags.size() > MAX_TAGS) {
        throw new IllegalArgumentException("there must be at most 20 tags, not " + tags.size());
      }
      if (duration != null && duration.isNegative()) {
        throw new IllegalArgumentException("a duration must not be negative: " + duration);
      }
      int bytes = metadata == null ? 0 : metadata.getBytes(StandardCharsets.UTF_8).length;
      if (bytes > MAX_METADATA_BYTES) {
        throw new IllegalArgumentException(
            "metadata must be at most 8 KiB, not " + bytes + " bytes");
      }
    }

    private static boolean named(Map.Entry<String, String> entry) {
      String label = entry.getKey();
      String name = entry.getValue();
      return !label.isBlank()
          && label.codePointCount(0, label.length()) <= MAX_NAME
          && (name.isEmpty() || !name.isBlank())
          && name.codePointCount(0, name.length()) <= MAX_NAME;
    }
  }

  /**
   * What an event says of a transcription that is not there (yet).
   *
   * @param transcription null when an unacceptable event did not name one
   * @param errorCode why it failed, for operators; null unless it did
   */
  public record TranscriptionNews(
      @Nullable TranscriptionId transcription,
      TranscriptionStatus status,
      @Nullable String errorCode,
      @Nullable String errorMessage) {
    private static final int MAX_ERROR = 2_000;

    public TranscriptionNews {
      if (status != TranscriptionStatus.PROCESSING && status != TranscriptionStatus.FAILED) {
        throw new IllegalArgumentException(
            "a transcription without words is processing or failed, not " + status);
      }
      errorCode = cut(errorCode);
      errorMessage = cut(errorMessage);
    }

    private static @Nullable String cut(@Nullable String text) {
      return text == null || text.length() <= MAX_ERROR ? text : text.substring(0, MAX_ERROR);
    }
  }

  /** What came of an event. */
  public sealed interface WriteOutcome {
    /** The index now says what the event says. */
    record Applied() implements WriteOutcome {}

    /** The index already said it, or something newer. */
    record Stale() implements WriteOutcome {}

    /** The recording or its end user was deleted: nothing was taken. */
    record Deleted() implements WriteOutcome {}

    /** The recording belongs to another end user: the event can never be taken. */
    record ForeignOwner(RecordingId recording, EndUserId named) implements WriteOutcome {}

    /** The transcription is another recording's: the event can never be taken. */
    record ForeignTranscription(RecordingId recording, TranscriptionId named)
        implements WriteOutcome {}
  }
}
