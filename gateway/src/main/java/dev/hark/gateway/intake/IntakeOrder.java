package dev.hark.gateway.intake;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a client wants a transcript to be taken as, checked; null and empty as in an event.
 *
 * @param recording the client's choice; not beside {@code externalId}
 * @param tags each once
 */
record IntakeOrder(
    EndUserId endUser,
    Optional<RecordingId> recording,
    Optional<String> externalId,
    Optional<String> title,
    Optional<Instant> recordedAt,
    OptionalLong durationMs,
    Optional<String> metadata,
    Optional<List<String>> tags,
    Optional<String> audioUrl,
    Optional<String> language) {
  static final int MAX_EXTERNAL_ID = 255;
  private static final int MAX_LANGUAGE = 200;
  private static final long MAX_MILLIS = (1L << 53) - 1;

  /**
   * @throws FailureException naming the field that is at fault
   */
  static IntakeOrder read(SentTranscript sent, Caller caller) {
    Fields fields = sent.fields();
    Optional<RecordingId> recording =
        fields.optionalText("recording_id").map(id -> AskedIds.recording("recording_id", id));
    Optional<String> externalId = fields.optionalWords("external_id", MAX_EXTERNAL_ID);
    if (recording.isPresent() && externalId.isPresent()) {
      throw Fields.wrong("external_id", "left out beside 'recording_id': one of both says which");
    }
    return new IntakeOrder(
        AskedIds.requiredEndUser(fields, caller),
        recording,
        externalId,
        fields.optionalTitle("title", RecordingFields.MAX_TITLE),
        RecordingFields.time(fields, "recorded_at"),
        fields.optionalLong("duration_ms", 0, MAX_MILLIS),
        sent.metadata(),
        RecordingFields.tags(fields),
        RecordingFields.audioUrl(fields),
        fields.optionalWords("language", MAX_LANGUAGE));
  }

  /** The body, for the API description. */
  record IntakeFields(
      @Member("Whose it is; needed unless the key is bound to an end user.")
          @Nullable String endUserId,
      @Member("The recording; a new one is made if left out. Not beside `external_id`.")
          @Nullable String recordingId,
      @Member(
              value =
                  "Your own id of the recording. Sent again with the same content nothing is done,"
                      + " with another one the transcript is replaced.",
              most = MAX_EXTERNAL_ID)
          @Nullable String externalId,
      @Member(value = "What it is called.", most = RecordingFields.MAX_TITLE)
          @Nullable String title,
      @Member("When it was made.") @Nullable String recordedAt,
      @Member("How long it is; the end of its last segment if left out.") @Nullable Long durationMs,
      @Member("Any object of at most 8 KiB, given back as it came.")
          @Nullable Map<String, Object> metadata,
      @Member(
              value = "Words of your own to list it by.",
              least = 0,
              most = RecordingFields.MAX_TAGS)
          @Nullable List<String> tags,
      @Member(value = "Where the audio is.", most = RecordingFields.MAX_URL)
          @Nullable String audioUrl,
      @Member("Such as `en`.") @Nullable String language,
      @Member("What `content` is; told from the content if left out.") @Nullable String format,
      @Member("The transcript file as text, or the JSON object of its format.")
          @Nullable Object content,
      @Member("The transcript as segments, instead of `content`.")
          @Nullable List<SegmentFields> segments) {}

  /** A segment of the body, for the API description. */
  record SegmentFields(
      @Member("Milliseconds from the start.") long startMs,
      @Member("Not before the start.") long endMs,
      @Member("What is said.") String text,
      @Member("Who says it.") @Nullable String speaker,
      @Member("From 0 to 1; not kept.") @Nullable Double confidence) {}
}
