package dev.hark.gateway.intake;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
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
  static final int MAX_TITLE = 200;
  static final int MAX_EXTERNAL_ID = 255;
  static final int MAX_TAGS = 20;
  static final int MAX_TAG = 64;
  static final int MAX_URL = 2_048;
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
        fields.optionalTitle("title", MAX_TITLE),
        fields.optionalText("recorded_at").map(text -> Fields.time("recorded_at", text)),
        fields.optionalLong("duration_ms", 0, MAX_MILLIS),
        sent.metadata(),
        fields.optionalTexts("tags", 0, MAX_TAGS).map(IntakeOrder::tags),
        fields.optionalText("audio_url").map(IntakeOrder::address),
        fields.optionalWords("language", MAX_LANGUAGE));
  }

  private static List<String> tags(List<String> tags) {
    IntStream.range(0, tags.size())
        .filter(i -> tags.get(i).isBlank() || codePoints(tags.get(i)) > MAX_TAG)
        .findFirst()
        .ifPresent(
            i -> {
              throw Fields.wrong("tags[%d]".formatted(i), "1 to %d characters".formatted(MAX_TAG));
            });
    return tags.stream().distinct().toList();
  }

  private static int codePoints(String text) {
    return text.codePointCount(0, text.length());
  }

  private static String address(String text) {
    try {
      URI address = new URI(text);
      boolean web =
          "https".equalsIgnoreCase(address.getScheme())
              || "http".equalsIgnoreCase(address.getScheme());
      if (web && address.getHost() != null && text.length() <= MAX_URL) {
        return text;
      }
    } catch (URISyntaxException e) {
      // Refused below, as any other that is none.
    }
    throw Fields.wrong(
        "audio_url", "an https: or http: address of at most %d characters".formatted(MAX_URL));
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
      @Member(value = "What it is called.", most = MAX_TITLE) @Nullable String title,
      @Member("When it was made.") @Nullable String recordedAt,
      @Member("How long it is; the end of its last segment if left out.") @Nullable Long durationMs,
      @Member("Any object of at most 8 KiB, given back as it came.")
          @Nullable Map<String, Object> metadata,
      @Member(value = "Words of your own to list it by.", least = 0, most = MAX_TAGS)
          @Nullable List<String> tags,
      @Member(value = "Where the audio is.", most = MAX_URL) @Nullable String audioUrl,
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
