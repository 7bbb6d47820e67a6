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

  ObjectNode of(String alias) {
    if (alias.equals(names.chunks())) {
      return chunks();
    }
    ObjectNode definition = definition(alias, file(alias), 1);
    if (alias.equals(names.recordings())) {
      setDimension(definition, RecordingDocument.TITLE_EMBEDDING);
    }
    return definition;
  }

  private void setDimension(ObjectNode definition, String field) {
    ((ObjectNode) definition.path("mappings").path("properties").path(field))
        .put("dimension", space.dimension());
  }

  /** Fields of an index; one that is there takes those that it does not have yet. */
  JsonNode fields(String alias) {
    return of(alias).path("mappings");
  }

  private String file(String alias) {
    return alias.equals(names.recordings()) ? "recordings.json" : "end-users.json";
  }

  private ObjectNode chunks() {
    ObjectNode chunks = definition(names.chunks(), "chunks.json", configuration.shards());
    ObjectNode mappings = (ObjectNode) chunks.path("mappings");
    mappings
        .putObject("_meta")
        .put("model", space.model())
        .put("dimension", space.dimension())
        .put("schema", SCHEMA);
    setDimension(chunks, ChunkDocument.EMBEDDING);
    return chunks;
  }

  private ObjectNode definition(String alias, String file, int shards) {
    ObjectNode definition = resource(file);
    ((ObjectNode) definition.path("settings"))
        .put("index.number_of_shards", shards)
        .put("index.number_of_replicas", configuration.replicas());
    definition.putObject("aliases").putObject(alias);
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
