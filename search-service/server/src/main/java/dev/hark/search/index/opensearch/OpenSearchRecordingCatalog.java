package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.opensearch.CallFailures.Conflict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.OpType;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch.core.GetResponse;
import org.opensearch.client.opensearch.core.IndexRequest;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;

/** The recordings' states, one document each, changed by compare-and-set. */
final class OpenSearchRecordingCatalog implements RecordingCatalog {
  private static final int PAGE = 1_000;

  private final OpenSearchCalls calls;
  private final Bulk bulk;
  private final String alias;
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
      IndexDefinitions.Names names,
      Function<String, Optional<Embedding>> meanings) {
    this.calls = calls;
    this.bulk = bulk;
    this.alias = names.recordings();
    this.meanings = meanings;
  }

  @Override
  public Optional<Held> find(RecordingKey key) {
    GetResponse<JsonNode> response =
        calls.send(
            "_doc", client -> client.get(get -> get.index(alias).id(key.value()), JsonNode.class));
    JsonNode source = response.source();
    if (!response.found() || source == null) {
      return Optional.empty();
    }
    RecordingState state = RecordingDocument.read(key, source);
    return Optional.of(new Held(state, response.seqNo(), response.primaryTerm()));
  }

  @Override
  public boolean compareAndSet(@Nullable Held read, RecordingState next) {
    Optional<Embedding> meaning = RecordingDocument.title(next).flatMap(meanings);
    IndexRequest.Builder<JsonNode> put =
        new IndexRequest.Builder<JsonNode>()
            .index(alias)
            .id(next.key().value())
            .requireAlias(true)
            .refresh(Refresh.True)
            .document(RecordingDocument.write(next, meaning));
    IndexRequest<JsonNode> request =
        read == null
            ? put.opType(OpType.Create).build()
            : put.ifSeqNo(read.sequence()).ifPrimaryTerm(read.term()).build();
    try {
      var unused = calls.send("_doc", client -> client.index(request));
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
    bulk.send(keys.stream().map(key -> tombstone(key, at)).toList());
  }

  private BulkOperation tombstone(RecordingKey key, Instant at) {
    JsonNode document = RecordingDocument.write(RecordingState.tombstone(key, at));
    return BulkOperation.of(
        item -> item.<JsonNode>index(put -> put.index(alias).id(key.value()).document(document)));
  }

  @Override
  public List<RecordingKey> ownedBy(Tenant tenant) {
    calls.refresh(alias);
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(alias)
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
