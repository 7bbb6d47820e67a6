package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.embedding.EmbeddingSpace;

/** Settings and mappings of the indices, as they are made. */
final class IndexDefinitions {
  /** Raised with every change of a mapping that cannot be made to an index that is there. */
  static final int SCHEMA = 2;

  private final IndexNames names;
  private final EmbeddingSpace space;
  private final IndexConfiguration configuration;

  IndexDefinitions(IndexNames names, EmbeddingSpace space, IndexConfiguration configuration) {
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

  /**
   * What recordings are found by; an index that is there takes fields that it does not have yet.
   */
  JsonNode recordingFields() {
    return of(names.recordings()).path("mappings");
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
    ObjectNode definition = Json.resource(file);
    ((ObjectNode) definition.path("settings"))
        .put("index.number_of_shards", shards)
        .put("index.number_of_replicas", configuration.replicas());
    definition.putObject("aliases").putObject(alias);
    return definition;
  }
}
