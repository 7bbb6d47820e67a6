package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.search.index.IndexCondition;
import dev.hark.search.index.IndexUnavailableException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the indices are there and made for this service. On a cluster that has none of them
 * they are made, once; an index that is missed later is never made again, since what it held is
 * lost and an empty one would hide that.
 */
final class IndexCheck {
  private static final Logger LOG = LoggerFactory.getLogger(IndexCheck.class);

  private final OpenSearchCalls calls;
  private final IndexNames names;
  private final IndexDefinitions definitions;
  private final EmbeddingSpace space;
  private boolean everReady;

  IndexCheck(
      OpenSearchCalls calls, IndexNames names, IndexDefinitions definitions, EmbeddingSpace space) {
    this.calls = calls;
    this.names = names;
    this.definitions = definitions;
    this.space = space;
  }

  /** For one thread at a time. */
  IndexCondition run() {
    try {
      IndexCondition condition = look();
      everReady |= condition instanceof IndexCondition.Ready;
      return condition;
    } catch (IndexUnavailableException e) {
      return new IndexCondition.Unreachable(
          "%s; is OpenSearch running where hark.index.url says?".formatted(e.getMessage()));
    }
  }

  private IndexCondition look() {
    List<String> missing = missing();
    if (!missing.isEmpty() && !everReady && nothingIsIndexed(missing)) {
      LOG.info("Making the indices behind {}", missing);
      missing.forEach(this::create);
      missing = missing();
    }
    if (!missing.isEmpty()) {
      return new IndexCondition.Unusable(
          ("%s is missing while others of %s are or were there: restore it from a snapshot, or"
                  + " delete the others and restart this service to begin with an empty index")
              .formatted(missing, names.aliases()));
    }
    IndexCondition condition = compareMeta();
    if (condition instanceof IndexCondition.Ready && !everReady) {
      addNewFields();
    }
    return condition;
  }

  /** Those that an earlier release did not have; nothing when they are there. */
  private void addNewFields() {
    Call call = Call.of("PUT", "/" + names.recordings() + "/_mapping");
    var unused =
        calls.send(call.json(definitions.recordingFields())).orThrow("add fields to recordings");
  }

  private List<String> missing() {
    return names.aliases().stream().filter(alias -> !exists(alias)).toList();
  }

  /** Of a first start that was interrupted some indices may be there, and nothing in them. */
  private boolean nothingIsIndexed(List<String> missing) {
    return names.aliases().stream()
        .filter(alias -> !missing.contains(alias))
        .allMatch(alias -> count(alias) == 0);
  }

  private long count(String alias) {
    Reply reply = calls.send(Call.of("GET", "/" + alias + "/_count"));
    return reply.orThrow("count what is in " + alias).path("count").asLong();
  }

  private boolean exists(String alias) {
    return found("/_alias/" + alias);
  }

  private boolean found(String path) {
    Reply reply = calls.send(Call.of("GET", path));
    if (reply.status() == Reply.NOT_FOUND) {
      return false;
    }
    reply.orThrow("look for an index");
    return true;
  }

  private void create(String alias) {
    ObjectNode definition = definitions.of(alias);
    Call call = Call.of("PUT", "/" + names.index(alias)).json(definition);
    Reply reply = calls.send(call);
    boolean madeByAnother = reply.errorType().equals("resource_already_exists_exception");
    if (!madeByAnother) {
      reply.orThrow("make " + names.index(alias));
    }
  }

  private IndexCondition compareMeta() {
    Reply reply = calls.send(Call.of("GET", "/" + names.chunks() + "/_mapping"));
    JsonNode index = reply.orThrow("read the mapping").elements().next();
    JsonNode meta = index.path("mappings").path("_meta");
    EmbeddingSpace built =
        new EmbeddingSpace(
            meta.path("model").asText("unknown"), Math.max(1, meta.path("dimension").asInt()));
    if (!built.equals(space)) {
      return new IndexCondition.Unusable(wrongModel(built));
    }
    int schema = meta.path("schema").asInt();
    if (schema != IndexDefinitions.SCHEMA) {
      return new IndexCondition.Unusable(
          ("index %s has schema %d, this service needs %d: run the release that made it, or"
                  + " reindex: set HARK_INDEX_PREFIX to a new name and send the events again")
              .formatted(names.chunks(), schema, IndexDefinitions.SCHEMA));
    }
    return new IndexCondition.Ready();
  }

  private String wrongModel(EmbeddingSpace built) {
    return ("index %s was built with model %s (%d dimensions), this service is configured with %s"
            + " (%d dimensions): set HARK_EMBEDDING_PROVIDER and the other HARK_EMBEDDING_ settings"
            + " back, or reindex: set HARK_INDEX_PREFIX to a new name and send the events again")
        .formatted(
            names.chunks(), built.model(), built.dimension(), space.model(), space.dimension());
  }
}
