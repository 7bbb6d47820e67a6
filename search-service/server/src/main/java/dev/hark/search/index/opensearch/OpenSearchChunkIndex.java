package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.ChunkInContext;
import dev.hark.search.index.ChunkIndex;
import dev.hark.search.index.Leftovers;
import dev.hark.search.index.TranscriptIdentity;
import java.util.ArrayList;
import java.util.List;

/** The chunks, one document each. */
final class OpenSearchChunkIndex implements ChunkIndex {
  /** Ids removed by one bulk request. */
  private static final int PAGE = 2_000;

  private final OpenSearchCalls calls;
  private final Bulk bulk;
  private final String alias;

  OpenSearchChunkIndex(OpenSearchCalls calls, Bulk bulk, IndexNames names) {
    this.calls = calls;
    this.bulk = bulk;
    this.alias = names.chunks();
  }

  @Override
  public void write(TranscriptIdentity identity, List<ChunkInContext> chunks) {
    bulk.send(chunks.stream().map(chunk -> item(identity, chunk)).toList());
  }

  private Bulk.Item item(TranscriptIdentity identity, ChunkInContext chunk) {
    String id = identity.generation().chunk(chunk.chunk().ordinal());
    return new Bulk.Item(
        action("index", id, identity.tenant().key()), ChunkDocument.write(identity, chunk));
  }

  private ObjectNode action(String name, String id, String routing) {
    return Json.object(
        name, Json.object().put("_index", alias).put("_id", id).put("routing", routing));
  }

  @Override
  public long countVisible(TranscriptIdentity identity) {
    refresh();
    String tenant = identity.tenant().key();
    ArrayNode filter =
        Json.array()
            .add(Queries.term(ChunkDocument.TENANT, tenant))
            .add(Queries.term(ChunkDocument.GENERATION, identity.generation().id()));
    Call call =
        Call.of("POST", "/" + alias + "/_count")
            .with("routing", tenant)
            .json(Json.object("query", Queries.all(filter)));
    JsonNode body = Shards.complete(calls.send(call).orThrow("count chunks"));
    return body.path("count").asLong();
  }

  @Override
  public long remove(Leftovers leftovers) {
    ObjectNode query = query(leftovers);
    long removed = 0;
    List<Bulk.Item> found = find(query);
    while (!found.isEmpty()) {
      bulk.send(found);
      removed += found.size();
      found = find(query);
    }
    return removed;
  }

  /** Ids and routing of what is left, after a refresh, so that nothing written hides. */
  private List<Bulk.Item> find(ObjectNode query) {
    refresh();
    ObjectNode search =
        Json.object().put("size", PAGE).put("_source", false).put("track_total_hits", false);
    search.set("query", query);
    search.putArray("sort").add("_doc");
    Call call = Call.of("POST", "/" + alias + "/_search").json(search);
    JsonNode body = Shards.complete(calls.send(call).orThrow("find leftovers"));
    List<Bulk.Item> items = new ArrayList<>();
    for (JsonNode hit : body.path("hits").path("hits")) {
      String id = hit.path("_id").asText();
      items.add(new Bulk.Item(action("delete", id, hit.path("_routing").asText()), null));
    }
    return items;
  }

  private void refresh() {
    Shards.complete(
        calls.send(Call.of("POST", "/" + alias + "/_refresh")).orThrow("refresh chunks"));
  }

  private static ObjectNode query(Leftovers leftovers) {
    return switch (leftovers) {
      case Leftovers.OfRecording of ->
          Queries.term(ChunkDocument.RECORDING, of.recording().value());
      case Leftovers.OfEndUser of -> Queries.term(ChunkDocument.TENANT, of.tenant().key());
      case Leftovers.OfGeneration of ->
          Queries.all(
              Json.array()
                  .add(Queries.term(ChunkDocument.RECORDING, of.recording().value()))
                  .add(Queries.term(ChunkDocument.GENERATION, of.generation().id())));
      case Leftovers.ReplacedBy by -> replaced(by);
    };
  }

  private static ObjectNode replaced(Leftovers.ReplacedBy by) {
    ObjectNode notNewer =
        Json.object(
            "range", Json.object(ChunkDocument.VERSION, Json.object("lte", by.active().version())));
    ObjectNode query =
        Queries.all(
            Json.array()
                .add(Queries.term(ChunkDocument.RECORDING, by.recording().value()))
                .add(notNewer));
    ((ObjectNode) query.path("bool"))
        .set("must_not", Queries.term(ChunkDocument.GENERATION, by.active().id()));
    return query;
  }
}
