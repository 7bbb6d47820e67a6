package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Generation;
import dev.hark.search.index.Tenant;
import dev.hark.search.query.TranscriptStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads chunks by the ids that follow from their places. */
final class OpenSearchTranscriptStore implements TranscriptStore {
  private final OpenSearchCalls calls;
  private final String alias;

  OpenSearchTranscriptStore(OpenSearchCalls calls, IndexNames names) {
    this.calls = calls;
    this.alias = names.chunks();
  }

  @Override
  public List<Optional<Chunk>> chunks(Tenant tenant, Generation generation, int from, int to) {
    ArrayNode docs = Json.array();
    for (int ordinal = from; ordinal < to; ordinal++) {
      docs.addObject()
          .put("_index", alias)
          .put("_id", generation.chunk(ordinal))
          .put("routing", tenant.key());
    }
    MultiGet answers = MultiGet.send(calls, docs);
    List<Optional<Chunk>> chunks = new ArrayList<>();
    for (int ordinal = from; ordinal < to; ordinal++) {
      chunks.add(answers.next().map(ChunkDocument::read));
    }
    return chunks;
  }
}
