package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Generation;
import dev.hark.search.index.IndexUnavailableException;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Tenant;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.LegQuery;
import dev.hark.search.query.Legs;
import dev.hark.search.query.RecordedRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Searches chunks: one multi-search for the legs, one multi-get for how things stand. */
final class OpenSearchChunkSearch implements ChunkSearch {
  private final OpenSearchCalls calls;
  private final IndexNames names;
  private final SearchRequests requests;
  private final RecordedScope scope;

  OpenSearchChunkSearch(OpenSearchCalls calls, IndexNames names, SearchRequests requests) {
    this.calls = calls;
    this.names = names;
    this.requests = requests;
    this.scope = new RecordedScope(calls, names);
  }

  @Override
  public Set<RecordingId> recorded(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
    return scope.find(tenant, range, among);
  }

  @Override
  public Legs find(Tenant tenant, LegQuery query) {
    ObjectNode header = Json.object().put("index", names.chunks()).put("routing", tenant.key());
    Lines lines = new Lines();
    if (query.words() != null) {
      lines.add(header).add(requests.lexical(tenant, query, query.words()));
    }
    if (query.meaning() != null) {
      lines.add(header).add(requests.semantic(tenant, query, query.meaning()));
    }
    Reply reply = calls.send(Call.of("POST", "/_msearch").lines(lines));
    Iterator<JsonNode> responses = reply.orThrow("search").path("responses").iterator();
    List<Candidate> lexical = query.words() == null ? List.of() : candidates(responses);
    List<Candidate> semantic = query.meaning() == null ? List.of() : candidates(responses);
    return new Legs(lexical, semantic);
  }

  private static List<Candidate> candidates(Iterator<JsonNode> responses) {
    if (!responses.hasNext()) {
      throw new IndexUnavailableException("a leg of the search has no answer");
    }
    JsonNode response = responses.next();
    if (response.path("status").asInt() != 200) {
      throw new IndexUnavailableException(
          "a leg of the search failed: " + response.path("error").path("type").asText("no reason"));
    }
    List<Candidate> candidates = new ArrayList<>();
    Shards.complete(response)
        .path("hits")
        .path("hits")
        .forEach(hit -> candidates.add(candidate(hit.path("fields"))));
    return candidates;
  }

  private static Candidate candidate(JsonNode fields) {
    return new Candidate(
        new RecordingId(fields.path(ChunkDocument.RECORDING_ID).path(0).asText()),
        fields.path(ChunkDocument.GENERATION).path(0).asText(),
        fields.path(ChunkDocument.ORDINAL).path(0).asInt());
  }

  @Override
  public Snapshot snapshot(
      Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks) {
    ArrayNode docs = Json.array();
    docs.addObject().put("_index", names.endUsers()).put("_id", tenant.key()).put("_source", false);
    List<RecordingKey> keys =
        recordings.stream().map(id -> new RecordingKey(tenant.project(), id)).toList();
    keys.forEach(key -> docs.addObject().put("_index", names.recordings()).put("_id", key.value()));
    chunks.forEach(chunk -> docs.add(document(tenant, chunk)));
    MultiGet answers = MultiGet.send(calls, docs);

    boolean erased = answers.next().isPresent();
    Map<RecordingId, RecordingState> states = new HashMap<>();
    for (RecordingKey key : keys) {
      answers
          .next()
          .ifPresent(doc -> states.put(key.recording(), RecordingDocument.read(key, doc)));
    }
    Map<Candidate, Chunk> bodies = new HashMap<>();
    for (Candidate chunk : chunks) {
      answers.next().ifPresent(doc -> bodies.put(chunk, ChunkDocument.read(doc)));
    }
    return new Snapshot(erased, states, bodies);
  }

  private ObjectNode document(Tenant tenant, Candidate chunk) {
    return Json.object()
        .put("_index", names.chunks())
        .put("_id", Generation.chunk(chunk.generation(), chunk.ordinal()))
        .put("routing", tenant.key());
  }
}
