package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Generation;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Tenant;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.LegQuery;
import dev.hark.search.query.Legs;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.Titled;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
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
    ObjectNode chunks = Json.object().put("index", names.chunks()).put("routing", tenant.key());
    ObjectNode recordings = Json.object().put("index", names.recordings());
    String words = query.words();
    Embedding meaning = query.meaning();
    Lines lines = new Lines();
    if (words != null) {
      lines.add(chunks).add(requests.lexical(tenant, query, words));
    }
    if (meaning != null) {
      lines.add(chunks).add(requests.semantic(tenant, query, meaning));
    }
    if (query.titles() && words != null) {
      lines.add(recordings).add(requests.titleWords(tenant, query, words));
    }
    if (query.titles() && meaning != null) {
      lines.add(recordings).add(requests.titleMeaning(tenant, query, meaning));
    }
    Reply reply = calls.send(Call.of("POST", "/_msearch").lines(lines));
    return legs(query, new SearchReplies(reply.orThrow("search")));
  }

  private static Legs legs(LegQuery query, SearchReplies replies) {
    boolean words = query.words() != null;
    boolean meaning = query.meaning() != null;
    List<Candidate> lexical = words ? replies.chunks() : List.of();
    List<Candidate> semantic = meaning ? replies.chunks() : List.of();
    List<Titled> byWords = query.titles() && words ? replies.titledByWords() : List.of();
    Map<Candidate, Titled> titles = new LinkedHashMap<>();
    if (query.titles() && meaning) {
      replies.titledByMeaning().forEach(titled -> titles.put(titled.opening(), titled));
    }
    byWords.forEach(titled -> titles.putIfAbsent(titled.opening(), titled));
    titles.keySet().removeIf(opening -> query.excludedGenerations().contains(opening.generation()));
    return new Legs(lexical, semantic, List.copyOf(titles.values()), replies.wordings());
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
