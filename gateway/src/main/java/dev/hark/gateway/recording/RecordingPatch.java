package dev.hark.gateway.recording;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.ObjectFields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.Tags;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.runtime.time.WireTime;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a client says of a recording anew, checked; empty is what stays.
 *
 * @param metadata the client's own JSON object, as it came
 * @param speakers names by label; an empty one takes the name back
 */
record RecordingPatch(
    Optional<String> title,
    Optional<Instant> recordedAt,
    Optional<String> metadata,
    Optional<List<String>> tags,
    Map<String, String> speakers,
    Optional<String> audioUrl) {
  private static final int MAX_SPEAKERS = 200;

  /**
   * @param metadata the field of that name as it was sent
   * @throws FailureException naming the field that is at fault
   */
  static RecordingPatch read(Fields fields, Optional<String> metadata) {
    return new RecordingPatch(
        fields.optionalTitle("title", RecordingFields.MAX_TITLE),
        RecordingFields.time(fields, "recorded_at"),
        metadata.map(RecordingPatch::object),
        RecordingFields.tags(fields),
        ObjectFields.names(fields, "speakers", MAX_SPEAKERS, RecordingFields.MAX_SPEAKER),
        RecordingFields.audioUrl(fields));
  }

  private static String object(String sent) {
    if (!sent.startsWith("{")
        || sent.getBytes(StandardCharsets.UTF_8).length > RecordingFields.MAX_METADATA) {
      throw Fields.wrong(
          "metadata", "an object of at most %d bytes".formatted(RecordingFields.MAX_METADATA));
    }
    return sent;
  }

  /** Whether it says anything. */
  boolean changes() {
    return title.isPresent()
        || recordedAt.isPresent()
        || metadata.isPresent()
        || tags.isPresent()
        || !speakers.isEmpty()
        || audioUrl.isPresent();
  }

  /** For the index. */
  RecordingDetails details() {
    RecordingDetails.Builder details = RecordingDetails.newBuilder().putAllSpeakers(speakers);
    title.ifPresent(details::setTitle);
    recordedAt.map(RpcTime::of).ifPresent(details::setRecordedAt);
    metadata.ifPresent(details::setMetadataJson);
    tags.ifPresent(all -> details.setTags(Tags.newBuilder().addAllTags(all)));
    audioUrl.ifPresent(details::setAudioUrl);
    return details.build();
  }

  /** For an event: members of its data. */
  Map<String, @Nullable Object> members() {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    title.ifPresent(text -> members.put("title", text));
    recordedAt.ifPresent(time -> members.put("recorded_at", WireTime.format(time)));
    metadata.ifPresent(json -> members.put("metadata", new RawValue(json)));
    tags.ifPresent(all -> members.put("tags", all));
    audioUrl.ifPresent(url -> members.put("audio_url", url));
    if (!speakers.isEmpty()) {
      Map<String, @Nullable String> names = new LinkedHashMap<>();
      speakers.forEach((label, name) -> names.put(label, name.isEmpty() ? null : name));
      members.put("speakers", names);
    }
    return members;
  }

  /** The body, for the API description. */
  record RecordingUpdateFields(
      @Member(value = "What it is called.", most = RecordingFields.MAX_TITLE, words = true)
          @Nullable String title,
      @Member("When it was made.") @Nullable String recordedAt,
      @Member("Any object of at most 8 KiB, given back as it came, in the place of the old one.")
          @Nullable Map<String, Object> metadata,
      @Member(
              value = "Words of your own to list it by, in the place of the old ones.",
              least = 0,
              most = RecordingFields.MAX_TAGS)
          @Nullable List<String> tags,
      @Member(
              "Names by label, such as `{\"SPEAKER_1\": \"Ana\"}`: at most 200 at a time; null"
                  + " takes a name back, and labels that are left out keep theirs.")
          @Nullable Map<String, @Nullable String> speakers,
      @Member(value = "Where the audio is.", most = RecordingFields.MAX_URL)
          @Nullable String audioUrl) {}
}
