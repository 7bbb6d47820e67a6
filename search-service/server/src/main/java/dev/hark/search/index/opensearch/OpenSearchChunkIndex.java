package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.hark.search.index.ChunkIndex;
import dev.hark.search.index.Generation;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import dev.hark.search.index.WriterLeases;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.msearch.RequestItem;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

/** The chunks, one document each. */
final class OpenSearchChunkIndex implements ChunkIndex {
  /** Ids removed by one bulk request. */
  private static final int PAGE = 2_000;

  private static final SortOptions AS_STORED = SortOptions.of(sort -> sort.doc(doc -> doc));

  private final OpenSearchCalls calls;
  private final Bulk bulk;
  private final IndexConfiguration.Names names;

  OpenSearchChunkIndex(OpenSearchCalls calls, Bulk bulk, IndexConfiguration.Names names) {
    this.calls = calls;
    this.bulk = bulk;
    this.names = names;
  }

  /** Chunks of a tenant are all in one shard: what makes the last ones visible does so for all. */
  @Override
  public Written write(TranscriptIdentity identity, Batch batch) {
    List<BulkOperation> items = new ArrayList<>();
    batch.chunks().forEach(chunk -> items.add(written(identity, chunk)));
    String claim = OpenSearchEndUsers.claimId(identity.key().project(), identity.transcription());
    if (batch.claim()) {
      JsonNode document = OpenSearchEndUsers.claim(identity.key());
      items.add(
          BulkOperation.of(
              item ->
                  item.<JsonNode>create(
                      put -> put.index(names.endUsers()).id(claim).document(document))));
    }
    Bulk.Sent sent = bulk.send(items, batch.last() ? Refresh.True : Refresh.False);
    return new Written(sent.mayLandLate(), sent.untouched(claim));
  }

  private BulkOperation written(TranscriptIdentity identity, ChunkInContext chunk) {
    JsonNode document = ChunkDocument.write(identity, chunk);
    return BulkOperation.of(
        item ->
            item.<JsonNode>index(
                index ->
                    index
                        .index(names.chunks())
                        .id(identity.generation().chunk(chunk.chunk().ordinal()))
                        .routing(identity.tenant().key())
                        .document(document)));
  }

  @Override
  public Visible look(TranscriptIdentity identity) {
    String tenant = identity.tenant().key();
    Query written =
        Queries.all(
            List.of(
                Queries.term(ChunkDocument.TENANT, tenant),
                Queries.term(ChunkDocument.GENERATION, identity.generation().id())));
    Query replaced = replaced(identity.key(), identity.generation());
    List<HitsMetadata<JsonNode>> found =
        calls.searchAll(
            List.of(
                RequestItem.of(
                    item ->
                        item.header(header -> header.index(names.chunks()).routing(tenant))
                            .body(
                                body ->
                                    body.size(0)
                                        .trackTotalHits(hits -> hits.enabled(true))
                                        .query(written))),
                RequestItem.of(
                    item ->
                        item.header(header -> header.index(names.chunks()))
                            .body(
                                body ->
                                    body.size(PAGE)
                                        .source(Queries.NO_SOURCE)
                                        .trackTotalHits(Queries.NOT_COUNTED)
                                        .sort(AS_STORED)
                                        .query(replaced)))));
    List<StoredChunk> page = stored(found.get(1));
    return new Visible(found.get(0).total().value(), page, page.size() == PAGE);
  }

  /** An update that changes nothing tells whether there is a tombstone, as of its last write. */
  @Override
  public boolean finish(
      Tenant tenant, List<StoredChunk> replaced, Optional<WriterLeases.Entry> lease) {
    List<BulkOperation> items = new ArrayList<>();
    replaced.forEach(chunk -> items.add(removed(chunk)));
    lease.ifPresent(
        entry ->
            items.add(
                BulkOperation.of(
                    item ->
                        item.delete(
                            back ->
                                back.index(names.endUsers())
                                    .id(OpenSearchEndUsers.leaseId(entry))))));
    JsonNode nothing = JsonNodeFactory.instance.objectNode();
    items.add(
        BulkOperation.of(
            item ->
                item.<JsonNode>update(
                    look -> look.index(names.endUsers()).id(tenant.key()).document(nothing))));
    return !bulk.send(items, Refresh.False).untouched(tenant.key());
  }

  /** After a refresh, so that nothing written hides, and until a search finds none. */
  @Override
  public long remove(ObsoleteChunks obsolete) {
    calls.refresh(names.chunks());
    Query query = query(obsolete);
    long removed = 0;
    for (var found = find(query); !found.isEmpty(); found = find(query)) {
      var _ = bulk.send(found, Refresh.True);
      removed += found.size();
    }
    return removed;
  }

  /** Ids and routing of what is left. */
  private List<BulkOperation> find(Query query) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(names.chunks())
            .size(PAGE)
            .source(Queries.NO_SOURCE)
            .trackTotalHits(Queries.NOT_COUNTED)
            .sort(AS_STORED)
            .query(query);
    return stored(calls.search(search)).stream().map(this::removed).toList();
  }

  private static List<StoredChunk> stored(HitsMetadata<JsonNode> found) {
    return found.hits().stream().map(hit -> new StoredChunk(hit.id(), hit.routing())).toList();
  }

  private BulkOperation removed(StoredChunk chunk) {
    return BulkOperation.of(
        item ->
            item.delete(
                gone -> gone.index(names.chunks()).id(chunk.id()).routing(chunk.routing())));
  }

  private static Query query(ObsoleteChunks obsolete) {
    return switch (obsolete) {
      case ObsoleteChunks.OfRecording of -> recording(of.recording());
      case ObsoleteChunks.OfEndUser of -> Queries.term(ChunkDocument.TENANT, of.tenant().key());
      case ObsoleteChunks.OfGeneration of ->
          Queries.all(
              List.of(
                  recording(of.recording()),
                  Queries.term(ChunkDocument.GENERATION, of.generation().id())));
      case ObsoleteChunks.ReplacedBy by -> replaced(by.recording(), by.active());
    };
  }

  private static Query recording(RecordingKey key) {
    return Queries.term(ChunkDocument.RECORDING, key.value());
  }

  private static Query replaced(RecordingKey recording, Generation active) {
    RangeQuery notNewer =
        RangeQuery.of(
            range -> range.field(ChunkDocument.VERSION).lte(JsonData.of(active.version())));
    return BoolQuery.of(
            bool ->
                bool.filter(recording(recording), notNewer.toQuery())
                    .mustNot(Queries.term(ChunkDocument.GENERATION, active.id())))
        .toQuery();
  }
}
