package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Generation;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.MetadataFilter;
import dev.hark.search.query.ReadTranscript.Store;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.RecordingLimits;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;
import org.opensearch.client.opensearch.core.search.Hit;

/**
 * Searches chunks with one multi-search for the legs and one multi-get for how things stand; reads
 * transcripts by the ids that follow from the places of their chunks.
 */
final class OpenSearchChunkSearch implements ChunkSearch, Store {
  private static final int PAGE = 10_000;

  /** OpenSearch's own bound of terms in one filter. */
  private static final int MAX_RECORDINGS = 65_536;

  private final OpenSearchCalls calls;
  private final IndexConfiguration.Names names;
  private final SearchRequests requests;
  private final Supplier<String> generation;
  private final LegAnswers.Missed missed = new LegAnswers.Missed();

  OpenSearchChunkSearch(
      OpenSearchCalls calls,
      IndexConfiguration.Names names,
      SearchRequests requests,
      Supplier<String> generation) {
    this.calls = calls;
    this.names = names;
    this.requests = requests;
    this.generation = generation;
  }

  @Override
  public String generation() {
    return generation.get();
  }

  @Override
  public Scope within(Tenant tenant, RecordingLimits limits, Set<RecordingId> among) {
    Query query = Queries.all(filters(tenant, limits, among));
    Set<RecordingId> recordings = new HashSet<>();
    Set<Voice> voices = new HashSet<>();
    List<FieldValue> last = List.of();
    do {
      List<Hit<JsonNode>> page = calls.search(page(query, limits.bySpeaker(), last)).hits();
      for (Hit<JsonNode> hit : page) {
        RecordingId recording = new RecordingId(hit.sort().getFirst().stringValue());
        recordings.add(recording);
        voices.addAll(voices(hit, recording, limits.speakers()));
      }
      if (Math.max(recordings.size(), voices.size()) > MAX_RECORDINGS) {
        throw UnacceptableException.field(
            limits.recorded().unbounded() ? "filter" : "recorded_after",
            limits.recorded().unbounded()
                ? "more than 65,536 recordings are like that: narrow it"
                : "more than 65,536 recordings are of that time: narrow it");
      }
      last = page.size() < PAGE ? List.of() : page.getLast().sort();
    } while (!last.isEmpty());
    return new Scope(recordings, voices);
  }

  /** Of more recordings than a page holds, or voices than a filter, those of the newest ids. */
  @Override
  public Set<Voice> voices(Tenant tenant, Set<String> speakers, Set<RecordingId> among) {
    RecordingLimits limits =
        new RecordingLimits(RecordedRange.ANY, Set.of(), MetadataFilter.NONE, speakers);
    SearchRequest.Builder search =
        recordings(Queries.all(filters(tenant, limits, among)), SortOrder.Desc)
            .docvalueFields(field -> field.field(RecordingDocument.VOICES));
    return calls.search(search).hits().stream()
        .flatMap(
            hit ->
                voices(hit, new RecordingId(hit.sort().getFirst().stringValue()), speakers)
                    .stream())
        .limit(MAX_RECORDINGS)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static List<Voice> voices(
      Hit<JsonNode> hit, RecordingId recording, Set<String> speakers) {
    if (speakers.isEmpty()) {
      return List.of();
    }
    return LegAnswers.column(hit, RecordingDocument.VOICES).stream()
        .map(value -> ((JsonString) value).getString())
        .flatMap(voice -> RecordingDocument.labelOf(voice, speakers).stream())
        .map(label -> new Voice(recording, label))
        .toList();
  }

  private SearchRequest.Builder page(Query query, boolean voices, List<FieldValue> after) {
    SearchRequest.Builder search = recordings(query, SortOrder.Asc);
    if (voices) {
      search.docvalueFields(field -> field.field(RecordingDocument.VOICES));
    }
    return after.isEmpty() ? search : search.searchAfter(after);
  }

  private SearchRequest.Builder recordings(Query query, SortOrder order) {
    return new SearchRequest.Builder()
        .index(names.recordings())
        .size(PAGE)
        .source(Queries.NO_SOURCE)
        .storedFields("_none_")
        .trackTotalHits(Queries.NOT_COUNTED)
        .sort(Queries.by(RecordingDocument.RECORDING_ID, order))
        .query(query);
  }

  private static List<Query> filters(
      Tenant tenant, RecordingLimits limits, Set<RecordingId> among) {
    List<Query> filters = RecordingQueries.within(limits);
    filters.add(Queries.term(RecordingDocument.TENANT, tenant.key()));
    if (!among.isEmpty()) {
      filters.add(RecordingQueries.among(among));
    }
    return filters;
  }

  @Override
  public Legs find(Tenant tenant, LegQuery query) {
    return new LegAnswers(missed, calls, names, requests, tenant, query).legs();
  }

  @Override
  public Snapshot snapshot(
      Tenant tenant, Set<RecordingId> recordings, Collection<Candidate> chunks) {
    List<MultiGetOperation> wanted = new ArrayList<>();
    wanted.add(
        MultiGetOperation.of(
            get -> get.index(names.endUsers()).id(tenant.key()).source(Queries.NO_SOURCE)));
    List<RecordingKey> keys =
        recordings.stream().map(id -> new RecordingKey(tenant.project(), id)).toList();
    keys.forEach(
        key ->
            wanted.add(MultiGetOperation.of(get -> get.index(names.recordings()).id(key.value()))));
    chunks.forEach(
        chunk -> wanted.add(chunk(tenant, Generation.chunk(chunk.generation(), chunk.ordinal()))));
    Iterator<Optional<JsonNode>> answers = calls.documents(wanted).iterator();
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

  @Override
  public List<Optional<Chunk>> chunks(Tenant tenant, Generation generation, int from, int to) {
    List<MultiGetOperation> wanted =
        IntStream.range(from, to)
            .mapToObj(ordinal -> chunk(tenant, generation.chunk(ordinal)))
            .toList();
    return calls.documents(wanted).stream().map(found -> found.map(ChunkDocument::read)).toList();
  }

  private MultiGetOperation chunk(Tenant tenant, String id) {
    return MultiGetOperation.of(get -> get.index(names.chunks()).id(id).routing(tenant.key()));
  }
}
