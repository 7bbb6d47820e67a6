package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.query.RecordedRange;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;

/** Finds a tenant's recordings by their time. */
final class RecordedScope {
  private static final int PAGE = 10_000;

  /** OpenSearch's own bound of terms in one filter. */
  private static final int MAX_RECORDINGS = 65_536;

  private final OpenSearchCalls calls;
  private final String alias;

  RecordedScope(OpenSearchCalls calls, IndexDefinitions.Names names) {
    this.calls = calls;
    this.alias = names.recordings();
  }

  Set<RecordingId> find(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
    Query query = Queries.all(filters(tenant, range, among));
    Set<RecordingId> found = new HashSet<>();
    List<FieldValue> last = List.of();
    do {
      List<Hit<JsonNode>> page = calls.search(page(query, last)).hits();
      page.forEach(hit -> found.add(new RecordingId(hit.sort().getFirst().stringValue())));
      if (found.size() > MAX_RECORDINGS) {
        throw UnacceptableException.field(
            "recorded_after", "more than 65,536 recordings are of that time: narrow it");
      }
      last = page.size() < PAGE ? List.of() : page.getLast().sort();
    } while (!last.isEmpty());
    return found;
  }

  private SearchRequest.Builder page(Query query, List<FieldValue> after) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(alias)
            .size(PAGE)
            .source(Queries.NO_SOURCE)
            .storedFields("_none_")
            .trackTotalHits(Queries.NOT_COUNTED)
            .sort(Queries.by(RecordingDocument.RECORDING_ID, SortOrder.Asc))
            .query(query);
    return after.isEmpty() ? search : search.searchAfter(after);
  }

  private static List<Query> filters(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(RecordingDocument.TENANT, tenant.key()));
    filters.add(filter(range));
    if (!among.isEmpty()) {
      filters.add(
          Queries.terms(
              RecordingDocument.RECORDING_ID, among.stream().map(RecordingId::value).toList()));
    }
    return filters;
  }

  /** Of a range that has a bound; a little wider when that is not of whole milliseconds. */
  static Query filter(RecordedRange range) {
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
