package dev.hark.search.index.opensearch;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.RecordingLimits;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;

/** What recordings are asked to be like, as filters on their documents. */
final class RecordingQueries {
  private RecordingQueries() {}

  /** One filter for each limit; those for none let everything through. */
  static List<Query> within(RecordingLimits limits) {
    List<Query> filters = new ArrayList<>();
    if (!limits.recorded().unbounded()) {
      filters.add(recordedIn(limits.recorded()));
    }
    filters.addAll(filed(limits));
    if (limits.bySpeaker()) {
      filters.add(spokenBy(limits.speakers()));
    }
    return filters;
  }

  /** Tags and metadata alone. */
  static List<Query> filed(RecordingLimits limits) {
    List<Query> filters = new ArrayList<>();
    limits.tags().stream()
        .sorted()
        .forEach(tag -> filters.add(Queries.term(RecordingDocument.TAGS, tag)));
    limits.metadata().values().stream()
        .sorted()
        .forEach(value -> filters.add(Queries.term(RecordingDocument.METADATA, value)));
    return filters;
  }

  /** Somebody said when it was made. */
  static Query dated() {
    return recordedIn(RecordedRange.ANY);
  }

  /** Each word by its stem or as it stands, where titles are kept now or were before. */
  static List<Query> called(Collection<String> words) {
    List<Query> filters = new ArrayList<>();
    for (String word : words) {
      filters.add(
          Queries.any(
              List.of(
                  Queries.match(RecordingDocument.CALLED, word),
                  Queries.term(RecordingDocument.CALLED_WORDS, word),
                  Queries.match(RecordingDocument.TITLE_WORDS, word))));
    }
    return filters;
  }

  private static Query spokenBy(Collection<String> speakers) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    speakers.stream()
        .sorted()
        .map(RecordingDocument::called)
        .forEach(
            called ->
                any.should(
                    one ->
                        one.prefix(
                            prefix -> prefix.field(RecordingDocument.VOICES).value(called))));
    return any.build().toQuery();
  }

  static Query among(Collection<RecordingId> recordings) {
    return Queries.terms(
        RecordingDocument.RECORDING_ID, recordings.stream().map(RecordingId::value).toList());
  }

  /** Of a range; a little wider when that is not of whole milliseconds. */
  static Query recordedIn(RecordedRange range) {
    RangeQuery.Builder bounds = new RangeQuery.Builder().field(RecordingDocument.LISTED_AT);
    if (range.after() == null) {
      bounds.gt(JsonData.of(RecordingDocument.NO_TIME));
    } else {
      bounds.gte(JsonData.of(range.after().toEpochMilli()));
    }
    if (range.before() != null) {
      boolean whole = range.before().equals(range.before().truncatedTo(ChronoUnit.MILLIS));
      JsonData before = JsonData.of(range.before().toEpochMilli());
      bounds = whole ? bounds.lt(before) : bounds.lte(before);
    }
    return bounds.build().toQuery();
  }
}
