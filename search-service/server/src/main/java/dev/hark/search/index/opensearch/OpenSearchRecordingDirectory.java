package dev.hark.search.index.opensearch;

import static dev.hark.search.index.opensearch.RecordingDocument.STATE_CREATED_AT;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.EndUserId;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Tenant;
import dev.hark.search.index.TranscriptionId;
import dev.hark.search.index.Viewer;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.Owned;
import dev.hark.search.query.Position;
import dev.hark.search.query.RecordingDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Lists and look-ups over the recordings' derived fields, and their states by multi-get. */
final class OpenSearchRecordingDirectory implements RecordingDirectory {
  /** Recordings that name one transcription; more than one is a client's mistake. */
  private static final int NAMESAKES = 10;

  /** Recordings whose times are read by one request. */
  private static final int PAGE = 1_000;

  private final OpenSearchCalls calls;
  private final IndexNames names;

  OpenSearchRecordingDirectory(OpenSearchCalls calls, IndexNames names) {
    this.calls = calls;
    this.names = names;
  }

  @Override
  public List<Listed> list(Viewer viewer, ListFilter filter, @Nullable Position after, int size) {
    ArrayNode filters = visible(viewer);
    if (filter.endUser() != null) {
      filters.add(tenant(viewer, filter.endUser()));
    }
    if (filter.status() != null) {
      filters.add(Queries.term(RecordingDocument.STATUS, filter.status().name()));
    }
    ObjectNode search = search(filters, size);
    ArrayNode sort = search.putArray("sort");
    sort.addObject().put(RecordingDocument.LISTED_AT, "desc");
    sort.addObject().put(RecordingDocument.RECORDING_ID, "asc");
    if (after != null) {
      search.putArray("search_after").add(after.listedAt()).add(after.recording().value());
    }
    List<Listed> listed = new ArrayList<>();
    for (JsonNode hit : hits(search)) {
      JsonNode place = hit.path("sort");
      RecordingId recording = new RecordingId(place.path(1).asText());
      listed.add(
          new Listed(tenantOf(viewer, hit), new Position(place.path(0).asLong(), recording)));
    }
    return listed;
  }

  /** The key is the project's key, a slash and the end user's id. */
  private static Tenant tenantOf(Viewer viewer, JsonNode hit) {
    String key = hit.path("_source").path(RecordingDocument.TENANT).asText();
    String endUser = key.substring(viewer.project().key().length() + 1);
    return new Tenant(viewer.project(), new EndUserId(endUser));
  }

  @Override
  public List<RecordingId> withTranscription(Viewer viewer, TranscriptionId transcription) {
    ArrayNode filters =
        visible(viewer)
            .add(Queries.term(RecordingDocument.TRANSCRIPTION_IDS, transcription.value()));
    ObjectNode search = search(filters, NAMESAKES);
    search.putArray("sort").add(RecordingDocument.RECORDING_ID);
    List<RecordingId> found = new ArrayList<>();
    for (JsonNode hit : hits(search)) {
      found.add(new RecordingId(hit.path("sort").path(0).asText()));
    }
    return found;
  }

  /** One request, however many there are: they are counted, and the earliest is read. */
  @Override
  public Owned owned(Viewer viewer, EndUserId endUser) {
    ArrayNode filters = visible(viewer).add(tenant(viewer, endUser));
    ObjectNode search = search(filters, 1).put("track_total_hits", true);
    search.putArray("_source").add(RecordingDocument.CREATED_AT).add(STATE_CREATED_AT);
    ObjectNode sort = search.putArray("sort").addObject();
    sort.putObject(RecordingDocument.CREATED_AT).put("order", "asc").put("missing", "_first");
    JsonNode found = found(search);
    JsonNode earliest = found.path("hits").path(0).path("_source");
    long recordings = found.path("total").path("value").asLong();
    if (earliest.has(RecordingDocument.CREATED_AT)) {
      return new Owned(recordings, Optional.of(RecordingDocument.createdAt(earliest)));
    }
    return new Owned(recordings, recordings == 0 ? Optional.empty() : earliestOf(filters));
  }

  /**
   * For recordings among which are some that nobody wrote since the time has a field of its own:
   * the few bytes of each that hold it are read.
   */
  private Optional<Instant> earliestOf(ArrayNode filters) {
    ObjectNode search = search(filters, PAGE);
    search.putArray("_source").add(STATE_CREATED_AT);
    search.putArray("sort").add(RecordingDocument.RECORDING_ID);
    List<Instant> times = new ArrayList<>();
    JsonNode page = hits(search);
    while (!page.isEmpty()) {
      page.forEach(hit -> times.add(RecordingDocument.createdAt(hit.path("_source"))));
      search.set("search_after", page.path(page.size() - 1).path("sort"));
      page = page.size() < PAGE ? Json.array() : hits(search);
    }
    return times.stream().min(Comparator.naturalOrder());
  }

  private static ArrayNode visible(Viewer viewer) {
    ArrayNode filters =
        Json.array()
            .add(Queries.term(RecordingDocument.PROJECT, viewer.project().key()))
            .add(Json.object("exists", Json.object("field", RecordingDocument.TENANT)));
    viewer.endUser().ifPresent(endUser -> filters.add(tenant(viewer, endUser)));
    return filters;
  }

  private static ObjectNode tenant(Viewer viewer, EndUserId endUser) {
    return Queries.term(RecordingDocument.TENANT, new Tenant(viewer.project(), endUser).key());
  }

  private static ObjectNode search(ArrayNode filters, int size) {
    ObjectNode search = Json.object().put("size", size).put("track_total_hits", false);
    search.putArray("_source").add(RecordingDocument.TENANT);
    search.set("query", Queries.all(filters));
    return search;
  }

  private JsonNode hits(ObjectNode search) {
    return found(search).path("hits");
  }

  private JsonNode found(ObjectNode search) {
    Call call = Call.of("POST", "/" + names.recordings() + "/_search").json(search);
    return Shards.complete(calls.send(call).orThrow("list recordings")).path("hits");
  }

  @Override
  public List<Optional<RecordingState>> now(List<Listed> listed) {
    if (listed.isEmpty()) {
      return List.of();
    }
    Set<Tenant> tenants = new LinkedHashSet<>();
    ArrayNode docs = Json.array();
    List<RecordingKey> keys = new ArrayList<>();
    for (Listed item : listed) {
      tenants.add(item.tenant());
      keys.add(new RecordingKey(item.tenant().project(), item.position().recording()));
    }
    keys.forEach(key -> docs.addObject().put("_index", names.recordings()).put("_id", key.value()));
    tenants.forEach(
        tenant -> docs.addObject().put("_index", names.endUsers()).put("_id", tenant.key()));
    MultiGet answers = MultiGet.send(calls, docs);
    List<Optional<RecordingState>> states = new ArrayList<>();
    keys.forEach(key -> states.add(answers.next().map(doc -> RecordingDocument.read(key, doc))));
    Set<Tenant> erased = new LinkedHashSet<>();
    tenants.forEach(tenant -> answers.next().ifPresent(doc -> erased.add(tenant)));
    return states.stream()
        .map(state -> state.filter(there -> there.tenant().filter(erased::contains).isEmpty()))
        .toList();
  }
}
