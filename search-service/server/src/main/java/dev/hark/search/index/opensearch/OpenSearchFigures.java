package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.query.RecordingLimits;
import dev.hark.search.query.RecordingOverview.Counts;
import dev.hark.search.query.RecordingOverview.Figures;
import dev.hark.search.query.RecordingOverview.Named;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.opensearch.client.opensearch._types.aggregations.Aggregate;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.SearchResponse;

/**
 * The recordings' documents, counted by aggregations. They are all in one shard: counts are exact.
 */
final class OpenSearchFigures implements Figures {
  private static final String NAMES = "names";
  private static final String SEARCHED = "searched";
  private static final String FAILED = "failed";
  private static final String UNDATED = "undated";
  private static final String OUTSIDE = "outside";

  private final OpenSearchCalls calls;
  private final IndexConfiguration.Names names;

  OpenSearchFigures(OpenSearchCalls calls, IndexConfiguration.Names names) {
    this.calls = calls;
    this.names = names;
  }

  @Override
  public List<Named> names(Tenant tenant, Set<RecordingId> among, int most) {
    SearchRequest.Builder search =
        of(tenant, among)
            .trackTotalHits(Queries.NOT_COUNTED)
            .aggregations(
                NAMES,
                named ->
                    named.terms(terms -> terms.field(RecordingDocument.SPEAKER_NAMES).size(most)));
    return of(calls.aggregate(search), NAMES).sterms().buckets().array().stream()
        .map(bucket -> new Named(bucket.key(), bucket.docCount()))
        .toList();
  }

  @Override
  public Counts count(Tenant tenant, Set<RecordingId> among, RecordingLimits limits) {
    Query filed = Queries.all(RecordingQueries.filed(limits));
    Query fits = Queries.all(RecordingQueries.within(limits.withoutSpeakers()));
    Query failed = Queries.term(RecordingDocument.STATUS, TranscriptionStatus.FAILED.name());
    List<Query> searchable = new ArrayList<>();
    searchable.add(Queries.term(RecordingDocument.SEARCHABLE, "true"));
    // Those that an earlier release wrote.
    searchable.add(Queries.term(RecordingDocument.STATUS, TranscriptionStatus.COMPLETED.name()));
    Query undated =
        limits.recorded().unbounded()
            ? Queries.not(Queries.all(List.of()))
            : Queries.all(List.of(filed, Queries.not(RecordingQueries.dated())));
    Query outside = Queries.all(List.of(Queries.not(fits), Queries.not(undated)));
    SearchRequest.Builder search =
        of(tenant, among)
            .trackTotalHits(hits -> hits.enabled(true))
            .aggregations(
                SEARCHED, one -> one.filter(Queries.all(List.of(fits, Queries.any(searchable)))))
            .aggregations(FAILED, one -> one.filter(Queries.all(List.of(fits, failed))))
            .aggregations(UNDATED, one -> one.filter(undated))
            .aggregations(OUTSIDE, one -> one.filter(outside));
    SearchResponse<JsonNode> response = calls.aggregate(search);
    long all = response.hits().total().value();
    long others = 0;
    for (String part : List.of(SEARCHED, FAILED, UNDATED, OUTSIDE)) {
      others += count(response, part);
    }
    return new Counts(
        all,
        count(response, SEARCHED),
        all - others,
        count(response, FAILED),
        count(response, UNDATED),
        count(response, OUTSIDE));
  }

  private static long count(SearchResponse<JsonNode> response, String part) {
    return of(response, part).filter().docCount();
  }

  private static Aggregate of(SearchResponse<JsonNode> response, String name) {
    return Objects.requireNonNull(response.aggregations().get(name), name);
  }

  private SearchRequest.Builder of(Tenant tenant, Set<RecordingId> among) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(RecordingDocument.TENANT, tenant.key()));
    if (!among.isEmpty()) {
      filters.add(RecordingQueries.among(among));
    }
    return new SearchRequest.Builder()
        .index(names.recordings())
        .size(0)
        .query(Queries.all(filters));
  }
}
