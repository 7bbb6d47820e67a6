package dev.hark.gateway.search;

import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.search.v1.ChunkRef;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of a search, to be given again: all but the words, which are read once more then.
 *
 * @param results without text and speaker
 * @param ordinals of the chunks, in the same order; none in what earlier releases kept
 * @param total as it was answered
 */
record KeptSearch(List<Source> results, List<Integer> ordinals, @Nullable Integer total) {
  KeptSearch {
    results = List.copyOf(results);
    ordinals = Objects.requireNonNullElse(ordinals, List.of());
  }

  static KeptSearch of(SearchAnswer answer, SearchResponse response) {
    return new KeptSearch(
        answer.results().stream().map(source -> source.saying("", null)).toList(),
        response.getChunksList().stream().map(FoundChunk::getOrdinal).toList(),
        answer.total());
  }

  /** Empty when it cannot be said where they are. */
  Optional<List<ChunkRef>> chunks() {
    if (ordinals.size() != results.size()) {
      return Optional.empty();
    }
    List<ChunkRef> chunks = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      chunks.add(
          ChunkRef.newBuilder()
              .setChunkId(results.get(i).chunkId())
              .setRecordingId(results.get(i).recordingId())
              .setOrdinal(ordinals.get(i))
              .build());
    }
    return Optional.of(chunks);
  }

  /** The answer as it was; empty when some of the chunks are gone. */
  Optional<SearchAnswer> saying(List<FoundChunk> chunks) {
    if (chunks.size() != results.size()) {
      return Optional.empty();
    }
    List<Source> said = new ArrayList<>();
    for (int i = 0; i < results.size(); i++) {
      said.add(
          results
              .get(i)
              .saying(chunks.get(i).getText(), Absent.textOrNull(chunks.get(i).getSpeaker())));
    }
    return Optional.of(new SearchAnswer(said, total));
  }
}
