package dev.hark.search.index.opensearch;

import static dev.hark.search.index.opensearch.RecordingDocument.STATE_CREATED_AT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.RecordingDirectory;
import dev.hark.search.query.RecordingDirectory.Owned;
import dev.hark.search.query.RecordingDirectory.Position;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;
import org.opensearch.client.opensearch.core.msearch.MultisearchHeader;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

/** Lists and look-ups over the recordings' derived fields, and their states by multi-get. */
final class OpenSearchRecordingDirectory implements RecordingDirectory {
  /** Recordings that name one transcription; more than one is a client's mistake. */
  private static final int NAMESAKES = 10;

  /** Recordings whose times are read by one request. */
  private static final int PAGE = 1_000;

  private static final SortOptions EARLIEST_FIRST =
      SortOptions.of(
          sort ->
              sort.field(
                  time ->
                      time.field(RecordingDocument.CREATED_AT)
                          .order(SortOrder.Asc)
                          .missing(FieldValue.of("_first"))));

  private final OpenSearchCalls calls;
  private final IndexConfiguration.Names names;

  OpenSearchRecordingDirectory(OpenSearchCalls calls, IndexConfiguration.Names names) {
    this.calls = calls;
    this.names = names;
  }

  @Override
  public List<Listed> list(Viewer viewer, ListFilter filter, @Nullable Position after, int size) {
    SearchRequest.Builder search = inOrder(viewer, filter, size);
    if (after != null) {
      search.searchAfter(FieldValue.of(after.listedAt()), FieldValue.of(after.recording().value()));
    }
    return calls.search(search).hits().stream()
        .map(hit -> new Listed(tenantOf(viewer, hit), position(hit)))
        .toList();
  }

  @Override
  public Optional<Position> place(Viewer viewer, ListFilter filter, int count) {
    return calls.search(inOrder(viewer, filter, 1).from(count - 1)).hits().stream()
        .findFirst()
        .map(OpenSearchRecordingDirectory::position);
  }

  private SearchRequest.Builder inOrder(Viewer viewer, ListFilter filter, int size) {
    List<Query> filters = visible(viewer);
    if (filter.endUser() != null) {
      filters.add(tenant(viewer, filter.endUser()));
    }
    if (filter.status() != null) {
      filters.add(Queries.term(RecordingDocument.STATUS, filter.status().name()));
    }
    if (filter.externalId() != null) {
      filters.add(Queries.term(RecordingDocument.EXTERNAL_ID, filter.externalId()));
    }
    if (filter.tag() != null) {
      filters.add(Queries.term(RecordingDocument.TAGS, filter.tag()));
    }
    if (!filter.recorded().unbounded()) {
      filters.add(RecordingQueries.recordedIn(filter.recorded()));
    }
    if (!filter.recordings().isEmpty()) {
      filters.add(
          Queries.terms(
              RecordingDocument.RECORDING_ID,
              filter.recordings().stream().map(RecordingId::value).toList()));
    }
    if (filter.titleWords() != null) {
      filters.addAll(RecordingQueries.called(filter.titleWords().words()));
    }
    String place = RecordingDocument.LISTED_AT;
    if (filter.order() == ListFilter.Order.TRANSCRIBED) {
      // Those that an earlier release wrote have no time of it, and come last.
      place = RecordingDocument.TRANSCRIBED_AT;
      filters.add(
          Query.of(q -> q.exists(there -> there.field(RecordingDocument.TRANSCRIPTION_IDS))));
    }
    return search(filters, size, RecordingDocument.TENANT)
        .sort(
            Queries.by(place, SortOrder.Desc),
            Queries.by(RecordingDocument.RECORDING_ID, SortOrder.Asc));
  }

  private static Position position(Hit<JsonNode> hit) {
    return new Position(
        hit.sort().get(0).longValue(), new RecordingId(hit.sort().get(1).stringValue()));
  }

  /** The key is the project's key, a slash and the end user's id. */
  private static Tenant tenantOf(Viewer viewer, Hit<JsonNode> hit) {
    String key = hit.source().path(RecordingDocument.TENANT).asText();
    String endUser = key.substring(viewer.project().key().length() + 1);
    return new Tenant(viewer.project(), new EndUserId(endUser));
  }

  @Override
  public List<RecordingId> withTranscription(Viewer viewer, TranscriptionId transcription) {
    List<Query> filters = visible(viewer);
    filters.add(Queries.term(RecordingDocument.TRANSCRIPTION_IDS, transcription.value()));
    SearchRequest.Builder search =
        search(filters, NAMESAKES, RecordingDocument.TENANT)
            .sort(Queries.by(RecordingDocument.RECORDING_ID, SortOrder.Asc));
    List<RecordingId> found =
        calls.search(search).hits().stream()
            .map(hit -> new RecordingId(hit.sort().getFirst().stringValue()))
            .toList();
    return found.isEmpty() ? claimed(viewer.project(), transcription) : found;
  }

  /** Searches see a state a moment after those who read it by its id; its claim is read so too. */
  private List<RecordingId> claimed(Project project, TranscriptionId transcription) {
    String id = OpenSearchEndUsers.claimId(project, transcription);
    return calls.documents(List.of(get(names.endUsers(), id))).stream()
        .flatMap(Optional::stream)
        .map(claim -> OpenSearchEndUsers.holder(project, claim))
        .toList();
  }

  /** One request, however many there are: they are counted, and the earliest of each is read. */
  @Override
  public Map<EndUserId, Owned> owned(Viewer viewer, Set<EndUserId> endUsers) {
    Iterator<HitsMetadata<JsonNode>> answers =
        calls
            .searchAll(endUsers.stream().map(endUser -> earliest(viewer, endUser)).toList())
            .iterator();
    Map<EndUserId, Owned> owned = new LinkedHashMap<>();
    for (EndUserId endUser : endUsers) {
      HitsMetadata<JsonNode> found = answers.next();
      if (found.total().value() > 0) {
        JsonNode earliest = found.hits().getFirst().source();
        Optional<Instant> since =
            earliest.has(RecordingDocument.CREATED_AT)
                ? Optional.of(RecordingDocument.createdAt(earliest))
                : earliestOf(of(viewer, endUser));
        owned.put(endUser, new Owned(found.total().value(), since));
      }
    }
    return owned;
  }

  private RequestItem earliest(Viewer viewer, EndUserId endUser) {
    return RequestItem.of(
        item ->
            item.header(MultisearchHeader.of(header -> header.index(names.recordings())))
                .body(
                    body ->
                        body.size(1)
                            .trackTotalHits(hits -> hits.enabled(true))
                            .source(Queries.only(RecordingDocument.CREATED_AT, STATE_CREATED_AT))
                            .query(Queries.all(of(viewer, endUser)))
                            .sort(EARLIEST_FIRST)));
  }

  private static List<Query> of(Viewer viewer, EndUserId endUser) {
    List<Query> filters = visible(viewer);
    filters.add(tenant(viewer, endUser));
    return filters;
  }

  /**
   * For recordings among which are some that nobody wrote since the time has a field of its own:
   * the few bytes of each that hold it are read.
   */
  private Optional<Instant> earliestOf(List<Query> filters) {
    List<Instant> times = new ArrayList<>();
    List<Hit<JsonNode>> page = times(filters, List.of());
    while (!page.isEmpty()) {
      page.forEach(hit -> times.add(RecordingDocument.createdAt(hit.source())));
      page = page.size() < PAGE ? List.of() : times(filters, page.getLast().sort());
    }
    return times.stream().min(Comparator.naturalOrder());
  }

  private List<Hit<JsonNode>> times(List<Query> filters, List<FieldValue> after) {
    SearchRequest.Builder search =
        search(filters, PAGE, STATE_CREATED_AT)
            .sort(Queries.by(RecordingDocument.RECORDING_ID, SortOrder.Asc));
    return calls.search(after.isEmpty() ? search : search.searchAfter(after)).hits();
  }

  private static List<Query> visible(Viewer viewer) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(RecordingDocument.PROJECT, viewer.project().key()));
    filters.add(Query.of(query -> query.exists(owner -> owner.field(RecordingDocument.TENANT))));
    viewer.endUser().ifPresent(endUser -> filters.add(tenant(viewer, endUser)));
    return filters;
  }

  private static Query tenant(Viewer viewer, EndUserId endUser) {
    return Queries.term(RecordingDocument.TENANT, new Tenant(viewer.project(), endUser).key());
  }

  private SearchRequest.Builder search(List<Query> filters, int size, String... fields) {
    return new SearchRequest.Builder()
        .index(names.recordings())
        .size(size)
        .trackTotalHits(Queries.NOT_COUNTED)
        .source(Queries.only(fields))
        .query(Queries.all(filters));
  }

  @Override
  public List<Optional<RecordingState>> now(List<Listed> listed) {
    if (listed.isEmpty()) {
      return List.of();
    }
    Set<Tenant> tenants = new LinkedHashSet<>();
    List<RecordingKey> keys = new ArrayList<>();
    for (Listed item : listed) {
      tenants.add(item.tenant());
      keys.add(new RecordingKey(item.tenant().project(), item.position().recording()));
    }
    List<MultiGetOperation> wanted = new ArrayList<>();
    keys.forEach(key -> wanted.add(get(names.recordings(), key.value())));
    tenants.forEach(tenant -> wanted.add(get(names.endUsers(), tenant.key())));
    Iterator<Optional<JsonNode>> answers = calls.documents(wanted).iterator();
    List<Optional<RecordingState>> states = new ArrayList<>();
    keys.forEach(key -> states.add(answers.next().map(doc -> RecordingDocument.read(key, doc))));
    Set<Tenant> erased = new LinkedHashSet<>();
    tenants.forEach(tenant -> answers.next().ifPresent(doc -> erased.add(tenant)));
    return states.stream()
        .map(state -> state.filter(there -> there.tenant().filter(erased::contains).isEmpty()))
        .toList();
  }

  private static MultiGetOperation get(String alias, String id) {
    return MultiGetOperation.of(get -> get.index(alias).id(id));
  }
}
