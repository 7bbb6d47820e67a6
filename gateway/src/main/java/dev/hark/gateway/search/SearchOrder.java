package dev.hark.gateway.search;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks to be searched, checked.
 *
 * @param recordings empty when all of the end user's are meant
 * @param grouped whether each recording is wanted once
 */
public record SearchOrder(
    String query,
    EndUserId endUser,
    Set<RecordingId> recordings,
    Optional<Instant> recordedAfter,
    Optional<Instant> recordedBefore,
    RecordingFilter filter,
    boolean grouped,
    int limit) {
  static final int MAX_QUERY = 1_000;
  static final int MAX_RECORDINGS = 500;
  public static final int MAX_LIMIT = 50;
  private static final int DEFAULT_LIMIT = 8;

  /**
   * What these fields ask for.
   *
   * @throws FailureException naming the field that is at fault
   */
  public static SearchOrder read(Fields fields, Caller caller) {
    return new SearchOrder(
        fields.requiredWords("query", MAX_QUERY),
        AskedIds.requiredEndUser(fields, caller),
        recordings(fields),
        RecordingFields.time(fields, "recorded_after"),
        RecordingFields.time(fields, "recorded_before"),
        RecordingFilter.read(fields),
        grouped(fields),
        fields.optionalInteger("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
  }

  /** The same for search-service, without its caller. */
  public SearchRequest.Builder request() {
    SearchRequest.Builder request =
        SearchRequest.newBuilder()
            .setEndUserId(endUser.value())
            .setQuery(query)
            .addAllRecordingIds(recordings.stream().map(RecordingId::value).toList())
            .setGroupByRecording(grouped)
            .setLimit(limit);
    recordedAfter.map(RpcTime::of).ifPresent(request::setRecordedAfter);
    recordedBefore.map(RpcTime::of).ifPresent(request::setRecordedBefore);
    filter.message().ifPresent(request::setFilter);
    return request;
  }

  private static boolean grouped(Fields fields) {
    Optional<String> group = fields.optionalText("group");
    if (group.isPresent() && !group.get().equals("recording")) {
      throw Fields.wrong("group", "'recording', or left out");
    }
    return group.isPresent();
  }

  private static Set<RecordingId> recordings(Fields fields) {
    List<String> texts = fields.optionalTexts("recording_ids", 1, MAX_RECORDINGS).orElse(List.of());
    Set<RecordingId> recordings = new LinkedHashSet<>();
    IntStream.range(0, texts.size())
        .mapToObj(i -> AskedIds.recording("recording_ids[%d]".formatted(i), texts.get(i)))
        .forEach(recordings::add);
    return recordings;
  }

  /** The body of a search, for the API description. */
  record SearchFields(
      @Member(value = "What to look for, in words.", most = MAX_QUERY, words = true) String query,
      @Member("Whose recordings; needed unless the key is bound to an end user.")
          @Nullable String endUserId,
      @Member(value = "Only these.", least = 1, most = MAX_RECORDINGS)
          @Nullable List<String> recordingIds,
      @Member("Recorded then or later.") @Nullable String recordedAfter,
      @Member("Recorded earlier.") @Nullable String recordedBefore,
      @Member(value = "The recording has all of these.", least = 0, most = RecordingFields.MAX_TAGS)
          @Nullable List<String> tags,
      @Member(
              value = "One of these speaks in the passage, by name or label.",
              least = 0,
              most = RecordingFilter.MAX_SPEAKERS)
          @Nullable List<String> speakers,
      @Member("The recording's own has these values: texts, numbers, booleans, objects of those.")
          @Nullable Map<String, Object> metadata,
      @Member(
              value = "Each recording once, with its best passage; `limit` counts recordings then.",
              oneOf = "recording")
          @Nullable String group,
      @Member(value = "How many at most; 8 if left out.", least = 1, most = MAX_LIMIT)
          @Nullable Integer limit) {}
}
