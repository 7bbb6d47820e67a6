package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.opensearch.CallFailures.Rejected;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.CountRequest;
import org.opensearch.client.opensearch.generic.Requests;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks whether the indices are there and made for this service. On a cluster that has none of them
 * they are made, once; an index that is missed later is never made again, since what it held is
 * lost and an empty one would hide that.
 */
final class IndexCheck {
  private static final Logger LOG = LoggerFactory.getLogger(IndexCheck.class);

  /** Raised with every change of a mapping that cannot be made to an index that is there. */
  private static final int SCHEMA = 2;

  private final OpenSearchCalls calls;
  private final IndexConfiguration configuration;
  private final IndexConfiguration.Names names;
  private final EmbeddingSpace space;
  private boolean everReady;
  private volatile String generation = "";

  IndexCheck(OpenSearchCalls calls, IndexConfiguration configuration, EmbeddingSpace space) {
    this.calls = calls;
    this.configuration = configuration;
    this.names = new IndexConfiguration.Names(configuration.prefix());
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

  /** The index behind the chunks' alias; empty before it was looked at. */
  String generation() {
    return generation;
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

  /**
   * Those that an earlier release did not have; nothing when they are there. What the source leaves
   * out cannot be changed, so new fields stay in it.
   */
  private void addNewFields() {
    for (String alias : names.aliases()) {
      var _ =
          send("_mapping", "PUT", "/" + alias + "/_mapping", definition(alias).path("mappings"));
    }
  }

  /** As it stands in a file: the typed client would write only the settings that it knows. */
  private JsonNode send(String operation, String method, String path, JsonNode body) {
    try {
      return calls.send(
          operation, Requests.builder().method(method).endpoint(path).json(body, Connections.JSON));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
    return calls.count(
        new CountRequest.Builder().index(alias), Query.of(all -> all.matchAll(any -> any)));
  }

  private boolean exists(String alias) {
    return calls.exists("_alias", "/_alias/" + alias);
  }

  private void create(String alias) {
    try {
      var _ = send("PUT", "PUT", "/" + names.index(alias), definition(alias));
    } catch (Rejected e) {
      boolean madeByAnother = e.type().equals("resource_already_exists_exception");
      if (!madeByAnother) {
        throw e;
      }
    }
  }

  private IndexCondition compareMeta() {
    JsonNode mapping =
        calls.send(
            "_mapping",
            Requests.builder().method("GET").endpoint("/" + names.chunks() + "/_mapping"));
    var index = mapping.properties().iterator().next();
    generation = index.getKey();
    JsonNode meta = index.getValue().path("mappings").path("_meta");
    EmbeddingSpace built =
        new EmbeddingSpace(
            meta.path("model").asText("unknown"), Math.max(1, meta.path("dimension").asInt()));
    if (!built.equals(space)) {
      return new IndexCondition.Unusable(wrongModel(built));
    }
    int schema = meta.path("schema").asInt();
    if (schema != SCHEMA) {
      return new IndexCondition.Unusable(
          ("index %s has schema %d, this service needs %d: run the release that made it, or"
                  + " reindex: set HARK_INDEX_PREFIX to a new name and send the events again")
              .formatted(names.chunks(), schema, SCHEMA));
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

  /** From the file of the same name; vectors have as many numbers as the model gives. */
  private ObjectNode definition(String alias) {
    boolean chunks = alias.equals(names.chunks());
    ObjectNode definition = resource(alias.substring(names.prefix().length() + 1) + ".json");
    ((ObjectNode) definition.path("settings"))
        .put("index.number_of_shards", chunks ? configuration.shards() : 1)
        .put("index.number_of_replicas", configuration.replicas());
    definition.putObject("aliases").putObject(alias);
    ObjectNode mappings = (ObjectNode) definition.path("mappings");
    for (JsonNode field : mappings.path("properties")) {
      if (field.path("type").asText().equals("knn_vector")) {
        ((ObjectNode) field).put("dimension", space.dimension());
      }
    }
    if (chunks) {
      mappings
          .putObject("_meta")
          .put("model", space.model())
          .put("dimension", space.dimension())
          .put("schema", SCHEMA);
    }
    return definition;
  }

  private static ObjectNode resource(String name) {
    try (InputStream in = IndexCheck.class.getResourceAsStream("/opensearch/" + name)) {
      return (ObjectNode) Connections.JSON.objectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
