package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.opensearch.CallFailures.Conflict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.OpType;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch.core.IndexRequest;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.get.GetResult;
import org.opensearch.client.opensearch.core.mget.MultiGetOperation;

/** The recordings' states, one document each, changed by compare-and-set. */
final class OpenSearchRecordingCatalog implements RecordingCatalog {
  private static final int PAGE = 1_000;

  private final OpenSearchCalls calls;
  private final Bulk bulk;
  private final IndexConfiguration.Names names;
  private final Function<String, Optional<Embedding>> meanings;

  /**
   * Reads and writes states.
   *
   * @param meanings makes the vectors of titles; a recording without one is found by the words of
   *     its title until its next event
   */
  OpenSearchRecordingCatalog(
      OpenSearchCalls calls,
      Bulk bulk,
      IndexConfiguration.Names names,
      Function<String, Optional<Embedding>> meanings) {
    this.calls = calls;
    this.bulk = bulk;
    this.names = names;
    this.meanings = meanings;
  }

  @Override
  public Known read(
      RecordingKey key, @Nullable EndUserId endUser, @Nullable TranscriptionId transcription) {
    List<MultiGetOperation> wanted = new ArrayList<>();
    wanted.add(get(names.recordings(), key.value()));
    if (endUser != null) {
      wanted.add(get(names.endUsers(), new Tenant(key.project(), endUser).key()));
    }
    if (transcription != null) {
      String claim = OpenSearchEndUsers.claimId(key.project(), transcription);
      wanted.add(get(names.endUsers(), claim));
    }
    Iterator<GetResult<JsonNode>> answers = calls.read(wanted).iterator();
    Optional<Held> held = held(key, answers.next());
    boolean erased = endUser != null && answers.next().found();
    Optional<RecordingKey> holder =
        transcription == null
            ? Optional.empty()
            : OpenSearchCalls.source(answers.next())
                .map(claim -> OpenSearchEndUsers.holder(key.project(), claim))
                .map(recording -> new RecordingKey(key.project(), recording));
    return new Known(held, erased, holder);
  }

  private static MultiGetOperation get(String alias, String id) {
    return MultiGetOperation.of(get -> get.index(alias).id(id));
  }

  private static Optional<Held> held(RecordingKey key, GetResult<JsonNode> result) {
    return OpenSearchCalls.source(result)
        .map(
            source ->
                new Held(
                    RecordingDocument.read(key, source), result.seqNo(), result.primaryTerm()));
  }

  @Override
  public boolean compareAndSet(@Nullable Held read, RecordingState next) {
    Optional<Embedding> meaning = RecordingDocument.title(next).flatMap(meanings);
    IndexRequest.Builder<JsonNode> put =
        new IndexRequest.Builder<JsonNode>()
            .index(names.recordings())
            .id(next.key().value())
            .requireAlias(true)
            .refresh(Refresh.True)
            .document(RecordingDocument.write(next, meaning));
    IndexRequest<JsonNode> request =
        read == null
            ? put.opType(OpType.Create).build()
            : put.ifSeqNo(read.sequence()).ifPrimaryTerm(read.term()).build();
    try {
      var _ = calls.send("_doc", client -> client.index(request));
      return true;
    } catch (Conflict e) {
      return false;
    }
  }

  /**
   * Not compared with what is there: whoever read it before and writes now is told of a conflict.
   */
  @Override
  public void putTombstone(List<RecordingKey> keys, Instant at) {
    var _ = bulk.send(keys.stream().map(key -> tombstone(key, at)).toList(), Refresh.False);
  }

  private BulkOperation tombstone(RecordingKey key, Instant at) {
    JsonNode document = RecordingDocument.write(RecordingState.tombstone(key, at));
    return BulkOperation.of(
        item ->
            item.<JsonNode>index(
                put -> put.index(names.recordings()).id(key.value()).document(document)));
  }

  @Override
  public List<RecordingKey> ownedBy(Tenant tenant) {
    calls.refresh(names.recordings());
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(names.recordings())
            .size(PAGE)
            .trackTotalHits(Queries.NOT_COUNTED)
            .source(Queries.only(RecordingDocument.RECORDING_ID))
            .query(Queries.term(RecordingDocument.TENANT, tenant.key()));
    return calls.search(search).hits().stream()
        .map(hit -> hit.source().path(RecordingDocument.RECORDING_ID).asText())
        .map(id -> new RecordingKey(tenant.project(), new RecordingId(id)))
        .toList();
  }
}
