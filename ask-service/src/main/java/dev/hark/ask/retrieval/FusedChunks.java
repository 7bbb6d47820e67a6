package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.ChunkId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several searches made one, by reciprocal rank: a place counts 1 / (60 + place). */
final class FusedChunks {
  /** As in search-service, so that scores look alike. */
  private static final int K = 60;

  private final Map<ChunkId, Chunk> chunks = new LinkedHashMap<>();
  private final Map<ChunkId, Double> scores = new LinkedHashMap<>();

  /** Adds what one search found, best first. */
  void add(List<Chunk> found) {
    for (int place = 1; place <= found.size(); place++) {
      Chunk chunk = found.get(place - 1);
      chunks.putIfAbsent(chunk.id(), chunk);
      scores.merge(chunk.id(), 1.0 / (K + place), Double::sum);
    }
  }

  /** Best first; those that score the same stay in the order in which they were found. */
  List<Chunk> bestFirst() {
    List<Chunk> all = new ArrayList<>();
    chunks.forEach((id, chunk) -> all.add(chunk.scored(scores.getOrDefault(id, 0.0))));
    all.sort(Comparator.comparingDouble(Chunk::score).reversed());
    return List.copyOf(all);
  }
}
