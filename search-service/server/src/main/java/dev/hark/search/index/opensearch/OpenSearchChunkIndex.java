package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.ChunkIndex;
import dev.hark.search.index.ChunkIndex.ChunkInContext;
import dev.hark.search.index.ChunkIndex.ObsoleteChunks;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.TranscriptHeader.TranscriptIdentity;
import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch._types.query_dsl.RangeQuery;
import org.opensearch.client.opensearch.core.CountRequest;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.search.Hit;

/** The chunks, one document each. */
final class OpenSearchChunkIndex implements ChunkIndex {
  /** Ids removed by one bulk request. */
  private static final int PAGE = 2_000;

  private static final SortOptions AS_STORED = SortOptions.of(sort -> sort.doc(doc -> doc));

  private final OpenSearchCalls calls;
  private final Bulk bulk;
  private final String alias;

  OpenSearchChunkIndex(OpenSearchCalls calls, Bulk bulk, IndexDefinitions.Names names) {
    this.calls = calls;
    this.bulk = bulk;
    this.alias = names.chunks();
  }

  @Override
  public Attempts write(TranscriptIdentity identity, List<ChunkInContext> chunks) {
    return bulk.send(written(identity, chunks));
  }

  /** Chunks of a tenant are all in one shard: what makes the last ones visible does so for all. */
  @Override
  public Attempts writeLast(TranscriptIdentity identity, List<ChunkInContext> chunks) {
    return bulk.send(written(identity, chunks), Refresh.True);
  }

  private List<BulkOperation> written(TranscriptIdentity identity, List<ChunkInContext> chunks) {
    return chunks.stream().map(chunk -> written(identity, chunk)).toList();
  }

  private BulkOperation written(TranscriptIdentity identity, ChunkInContext chunk) {
    JsonNode document = ChunkDocument.write(identity, chunk);
    return BulkOperation.of(
        item ->
            item.<JsonNode>index(
                index ->
                    index
                        .index(alias)
                        .id(identity.generation().chunk(chunk.chunk().ordinal()))
                        .routing(identity.tenant().key())
                        .document(document)));
  }

  @Override
  public long countVisible(TranscriptIdentity identity) {
    String tenant = identity.tenant().key();
    return calls.count(
        new CountRequest.Builder().index(alias).routing(tenant),
        Queries.all(
            List.of(
                Queries.term(ChunkDocument.TENANT, tenant),
                Queries.term(ChunkDocument.GENERATION, identity.generation().id()))));
  }

  /** After a refresh, so that nothing written hides, and until a search finds none. */
  @Override
  public long remove(ObsoleteChunks obsolete) {
    calls.refresh(alias);
    Query query = query(obsolete);
    long removed = 0;
    for (var found = find(query); !found.isEmpty(); found = find(query)) {
      bulk.send(found, Refresh.True);
      removed += found.size();
    }
    return removed;
  }

  /** The page that is not full is the last one, and not searched for again. */
  @Override
  public void removeVisible(ObsoleteChunks obsolete) {
    Query query = query(obsolete);
    List<BulkOperation> found = find(query);
    while (found.size() == PAGE) {
      bulk.send(found, Refresh.True);
      found = find(query);
    }
    bulk.send(found);
  }

  /** Ids and routing of what is left. */
  private List<BulkOperation> find(Query query) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(alias)
            .size(PAGE)
            .source(Queries.NO_SOURCE)
            .trackTotalHits(Queries.NOT_COUNTED)
            .sort(AS_STORED)
            .query(query);
    return calls.search(search).hits().stream().map(this::removed).toList();
  }

  private BulkOperation removed(Hit<JsonNode> hit) {
    return BulkOperation.of(
        item -> item.delete(chunk -> chunk.index(alias).id(hit.id()).routing(hit.routing())));
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
      case ObsoleteChunks.ReplacedBy by -> replaced(by);
    };
  }

  private static Query recording(RecordingKey key) {
    return Queries.term(ChunkDocument.RECORDING, key.value());
  }

  private static Query replaced(ObsoleteChunks.ReplacedBy by) {
    RangeQuery notNewer =
        RangeQuery.of(
            range -> range.field(ChunkDocument.VERSION).lte(JsonData.of(by.active().version())));
    return BoolQuery.of(
            bool ->
                bool.filter(recording(by.recording()), notNewer.toQuery())
                    .mustNot(Queries.term(ChunkDocument.GENERATION, by.active().id())))
        .toQuery();
  }
}
