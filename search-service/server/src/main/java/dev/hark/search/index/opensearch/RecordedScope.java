package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.Tenant;
import dev.hark.search.index.UnacceptableException;
import dev.hark.search.query.RecordedRange;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds a tenant's recordings by their time. */
final class RecordedScope {
  private static final int PAGE = 10_000;

  /** OpenSearch's own bound of terms in one filter. */
  private static final int MAX_RECORDINGS = 65_536;

  private final OpenSearchCalls calls;
  private final String alias;

  RecordedScope(OpenSearchCalls calls, IndexNames names) {
    this.calls = calls;
    this.alias = names.recordings();
  }

  Set<RecordingId> find(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
    ObjectNode query = Queries.all(filters(tenant, range, among));
    Set<RecordingId> found = new HashSet<>();
    String last = null;
    do {
      last = add(page(query, last), found);
      if (found.size() > MAX_RECORDINGS) {
        throw UnacceptableException.field(
            "recorded_after", "more than 65,536 recordings are of that time: narrow it");
      }
    } while (last != null);
    return found;
  }

  /** The last id of a full page, null when no page follows. */
  private static @Nullable String add(JsonNode hits, Set<RecordingId> found) {
    String last = null;
    for (JsonNode hit : hits) {
      last = hit.path("sort").path(0).asText();
      found.add(new RecordingId(last));
    }
    return hits.size() < PAGE ? null : last;
  }

  private JsonNode page(ObjectNode query, @Nullable String after) {
    ObjectNode search =
        Json.object()
            .put("size", PAGE)
            .put("_source", false)
            .put("stored_fields", "_none_")
            .put("track_total_hits", false);
    search.set("query", query);
    search.putArray("sort").add(RecordingDocument.RECORDING_ID);
    if (after != null) {
      search.putArray("search_after").add(after);
    }
    Call call = Call.of("POST", "/" + alias + "/_search").json(search);
    return Shards.complete(calls.send(call).orThrow("find recordings by time"))
        .path("hits")
        .path("hits");
  }

  private static ArrayNode filters(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
    ArrayNode filters =
        Json.array()
            .add(Queries.term(RecordingDocument.TENANT, tenant.key()))
            .add(Json.object("range", Json.object(RecordingDocument.LISTED_AT, bounds(range))));
    if (!among.isEmpty()) {
      filters.add(
          Queries.terms(
              RecordingDocument.RECORDING_ID, among.stream().map(RecordingId::value).toList()));
    }
    return filters;
  }

  /** A little wider than the range when that is not of whole milliseconds. */
  private static ObjectNode bounds(RecordedRange range) {
    ObjectNode bounds = Json.object();
    if (range.after() == null) {
      bounds.put("gt", RecordingDocument.NO_TIME);
    } else {
      bounds.put("gte", range.after().toEpochMilli());
    }
    if (range.before() != null) {
      boolean whole = range.before().equals(range.before().truncatedTo(ChronoUnit.MILLIS));
      bounds.put(whole ? "lt" : "lte", range.before().toEpochMilli());
    }
    return bounds;
  }
}
