package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Generation;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Wording;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Legs;
import dev.hark.search.query.ChunkSearch.TitleHit;
import dev.hark.search.query.ReadTranscript.Store;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.Scored;
import jakarta.json.JsonArray;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.IntStream;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;
import org.opensearch.client.opensearch.core.msearch.MultisearchBody;
import org.opensearch.client.opensearch.core.msearch.MultisearchHeader;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

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

  OpenSearchChunkSearch(
      OpenSearchCalls calls, IndexConfiguration.Names names, SearchRequests requests) {
    this.calls = calls;
    this.names = names;
    this.requests = requests;
  }

  @Override
  public Set<RecordingId> recorded(Tenant tenant, RecordedRange range, Set<RecordingId> among) {
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
            .index(names.recordings())
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
    filters.add(recordedIn(range));
    if (!among.isEmpty()) {
      filters.add(
          Queries.terms(
              RecordingDocument.RECORDING_ID, among.stream().map(RecordingId::value).toList()));
    }
    return filters;
  }

  /** Of a range that has a bound; a little wider when that is not of whole milliseconds. */
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

  @Override
  public Legs find(Tenant tenant, LegQuery query) {
    MultisearchHeader chunks =
        MultisearchHeader.of(header -> header.index(names.chunks()).routing(tenant.key()));
    MultisearchHeader recordings = MultisearchHeader.of(header -> header.index(names.recordings()));
    String words = query.words();
    Embedding meaning = query.meaning();
    List<RequestItem> legs = new ArrayList<>();
    if (words != null) {
      legs.add(leg(chunks, requests.lexical(tenant, query, words)));
    }
    if (meaning != null) {
      legs.add(leg(chunks, requests.semantic(tenant, query, meaning)));
    }
    if (query.titles() && words != null) {
      legs.add(leg(recordings, requests.titleWords(tenant, query, words)));
    }
    if (query.titles() && meaning != null) {
      legs.add(leg(recordings, requests.titleMeaning(tenant, query, meaning)));
    }
    return legs(query, calls.searchAll(legs).iterator());
  }

  private static RequestItem leg(MultisearchHeader header, MultisearchBody body) {
    return RequestItem.of(item -> item.header(header).body(body));
  }

  /** Reads the answers in the order in which they were asked for. */
  private static Legs legs(LegQuery query, Iterator<HitsMetadata<JsonNode>> answers) {
    boolean words = query.words() != null;
    boolean meaning = query.meaning() != null;
    Map<Candidate, Wording> wordings = new HashMap<>();
    List<Scored> lexical = words ? chunks(answers.next(), wordings) : List.of();
    List<Scored> semantic = meaning ? chunks(answers.next(), wordings) : List.of();
    List<TitleHit> byWords = query.titles() && words ? titled(answers.next(), false) : List.of();
    Map<Candidate, TitleHit> titles = new LinkedHashMap<>();
    if (query.titles() && meaning) {
      titled(answers.next(), true).forEach(titled -> titles.put(titled.opening(), titled));
    }
    byWords.forEach(titled -> titles.putIfAbsent(titled.opening(), titled));
    titles.keySet().removeIf(opening -> query.excludedGenerations().contains(opening.generation()));
    return new Legs(lexical, semantic, List.copyOf(titles.values()), wordings);
  }

  /** Chunks, best first; what they say is noted. */
  private static List<Scored> chunks(
      HitsMetadata<JsonNode> answer, Map<Candidate, Wording> wordings) {
    List<Scored> chunks = new ArrayList<>();
    for (Hit<JsonNode> hit : answer.hits()) {
      Candidate chunk =
          new Candidate(
              new RecordingId(column(hit, ChunkDocument.RECORDING_ID).getString(0)),
              column(hit, ChunkDocument.GENERATION).getString(0),
              column(hit, ChunkDocument.ORDINAL).getInt(0));
      wordings.put(chunk, new Wording(column(hit, ChunkDocument.WORDING).getString(0)));
      chunks.add(new Scored(chunk, hit.score()));
    }
    return chunks;
  }

  private static JsonArray column(Hit<JsonNode> hit, String name) {
    return Objects.requireNonNull(hit.fields().get(name), name).toJson().asJsonArray();
  }

  private static List<TitleHit> titled(HitsMetadata<JsonNode> answer, boolean byMeaning) {
    List<TitleHit> titled = new ArrayList<>();
    for (Hit<JsonNode> hit : answer.hits()) {
      JsonNode source = hit.source();
      Candidate opening =
          new Candidate(
              new RecordingId(source.path(RecordingDocument.RECORDING_ID).asText()),
              source.path(RecordingDocument.GENERATION).asText(),
              0);
      // The score of a vector is (1 + cosine) / 2.
      OptionalDouble likeness =
          byMeaning ? OptionalDouble.of(2 * hit.score() - 1) : OptionalDouble.empty();
      titled.add(new TitleHit(opening, source.path(RecordingDocument.TITLE).asText(), likeness));
    }
    return titled;
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
