package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.RecordingKey;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Tenant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
      IndexNames names,
      Function<String, Optional<Embedding>> meanings) {
    this.calls = calls;
    this.bulk = bulk;
    this.alias = names.recordings();
    this.meanings = meanings;
  }

  @Override
  public Optional<Held> find(RecordingKey key) {
    Reply reply = calls.send(Call.of("GET", Documents.path(alias, key.value())));
    if (Documents.absent(reply)) {
      return Optional.empty();
    }
    JsonNode body = reply.orThrow("read a recording");
    RecordingState state = RecordingDocument.read(key, body.path("_source"));
    return Optional.of(
        new Held(state, body.path("_seq_no").asLong(), body.path("_primary_term").asLong()));
  }

  @Override
  public Written create(RecordingState state) {
    return write(state, put(state).with("op_type", "create"));
  }

  @Override
  public Written replace(RecordingState state, Held held) {
    return write(
        state,
        put(state)
            .with("if_seq_no", Long.toString(held.sequence()))
            .with("if_primary_term", Long.toString(held.term())));
  }

  private Call put(RecordingState state) {
    return Call.of("PUT", Documents.path(alias, state.key().value()))
        .with("require_alias", "true")
        .with("refresh", "true");
  }

  private Written write(RecordingState state, Call call) {
    Optional<Embedding> meaning = RecordingDocument.title(state).flatMap(meanings);
    Reply reply = calls.send(call.json(RecordingDocument.write(state, meaning)));
    if (reply.status() == Reply.CONFLICT) {
      return Written.CONFLICT;
    }
    reply.orThrow("write a recording");
    return Written.DONE;
  }

  /**
   * Not compared with what is there: whoever read it before and writes now is told of a conflict.
   */
  @Override
  public void bury(List<RecordingKey> keys, Instant at) {
    bulk.send(keys.stream().map(key -> tombstone(key, at)).toList());
  }

  private Bulk.Item tombstone(RecordingKey key, Instant at) {
    ObjectNode place = Json.object().put("_index", alias).put("_id", key.value());
    return new Bulk.Item(
        Json.object("index", place), RecordingDocument.write(RecordingState.tombstone(key, at)));
  }

  @Override
  public List<RecordingKey> ownedBy(Tenant tenant) {
    Shards.complete(
        calls.send(Call.of("POST", "/" + alias + "/_refresh")).orThrow("refresh recordings"));
    ObjectNode search = Json.object().put("size", PAGE).put("track_total_hits", false);
    search.set("query", Queries.term(RecordingDocument.TENANT, tenant.key()));
    search.putArray("_source").add(RecordingDocument.RECORDING_ID);
    Call call = Call.of("POST", "/" + alias + "/_search").json(search);
    JsonNode body = Shards.complete(calls.send(call).orThrow("find recordings"));
    List<RecordingKey> keys = new ArrayList<>();
    for (JsonNode hit : body.path("hits").path("hits")) {
      String id = hit.path("_source").path(RecordingDocument.RECORDING_ID).asText();
      keys.add(new RecordingKey(tenant.project(), new RecordingId(id)));
    }
    return keys;
  }
}
