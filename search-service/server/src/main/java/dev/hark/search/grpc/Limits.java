package dev.hark.search.grpc;

import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.Filter;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.metadata.MetadataValues;
import dev.hark.search.query.MetadataFilter;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.RecordingLimits;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Reads what recordings must be like. */
final class Limits {
  private static final int MOST = 20;
  private static final int MAX_METADATA = 8 * 1024;
  private static final int MAX_NAME = 128;

  private Limits() {}

  static RecordingLimits of(SearchRequest request) {
    return of(
        FromProto.recorded(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null),
        request.getFilter());
  }

  static RecordingLimits of(CountRecordingsRequest request) {
    return of(
        FromProto.recorded(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null),
        request.getFilter());
  }

  static RecordingLimits of(FindMentionsRequest request) {
    return of(
        FromProto.recorded(
            request.hasRecordedAfter() ? request.getRecordedAfter() : null,
            request.hasRecordedBefore() ? request.getRecordedBefore() : null),
        request.getFilter());
  }

  private static RecordingLimits of(RecordedRange recorded, Filter filter) {
    require("filter.tags", filter.getTagsCount() <= MOST, "must be at most 20");
    require(
        "filter.metadata_json",
        filter.getMetadataJsonBytes().size() <= MAX_METADATA,
        "must be at most 8 KiB");
    String metadata = filter.getMetadataJson();
    return new RecordingLimits(
        recorded,
        new LinkedHashSet<>(filter.getTagsList()),
        metadata.isEmpty()
            ? MetadataFilter.NONE
            : FromProto.check("filter.metadata_json", () -> MetadataValues.asked(metadata)),
        speakers("filter.speakers", filter.getSpeakersList()));
  }

  /** Names, each by its key. */
  static Set<String> speakers(String field, List<String> names) {
    require(field, names.size() <= MOST, "must be at most 20");
    Set<String> keys = new LinkedHashSet<>();
    for (String name : names) {
      boolean fits = name.codePointCount(0, name.length()) <= MAX_NAME;
      require(field, !name.isBlank() && fits, "must be names of 1 to 128 characters");
      keys.add(SpeakerNames.key(name));
    }
    return keys;
  }

  static void require(String field, boolean holds, String expected) {
    if (!holds) {
      throw UnacceptableException.field(field, expected);
    }
  }
}
