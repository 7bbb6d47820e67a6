package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.embedding.EmbeddingSpace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** Settings and mappings of the indices, as they are made. */
final class IndexDefinitions {
  /** Raised with every change of a mapping that cannot be made to an index that is there. */
  static final int SCHEMA = 2;

  /** Names of the indices and of the aliases that everything goes through. */
  record Names(String prefix) {
    private static final String VERSION = "-v1";

    String chunks() {
      return prefix + "-chunks";
    }

    String recordings() {
      return prefix + "-recordings";
    }

    String endUsers() {
      return prefix + "-end-users";
    }

    List<String> aliases() {
      return List.of(chunks(), recordings(), endUsers());
    }

    /** The index that is made behind an alias. */
    String index(String alias) {
      return alias + VERSION;
    }
  }

  private final Names names;
  private final EmbeddingSpace space;
  private final IndexConfiguration configuration;

  IndexDefinitions(Names names, EmbeddingSpace space, IndexConfiguration configuration) {
    this.names = names;
    this.space = space;
    this.configuration = configuration;
  }

  /** From the file of the same name; vectors have as many numbers as the model gives. */
  ObjectNode of(String alias) {
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
    try (InputStream in = IndexDefinitions.class.getResourceAsStream("/opensearch/" + name)) {
      return (ObjectNode) Connections.JSON.objectMapper().readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
