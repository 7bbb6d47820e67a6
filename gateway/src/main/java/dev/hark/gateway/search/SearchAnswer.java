package dev.hark.gateway.search;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a search answers, best first.
 *
 * @param total null, and left out, unless each recording stands there once
 */
record SearchAnswer(
    @Member("Best first; none twice.") List<Source> results,
    @Member(value = "With `group`: recordings that fit, those not shown included.", least = 0)
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Integer total) {

  /**
   * @param grouped whether each recording stands there once
   */
  static SearchAnswer of(SearchResponse response, boolean grouped) {
    return new SearchAnswer(
        response.getChunksList().stream().map(chunk -> source(chunk, grouped)).toList(),
        grouped ? response.getTotal() : null);
  }

  private static Source source(FoundChunk chunk, boolean grouped) {
    return new Source(
        chunk.getChunkId(),
        chunk.getRecordingId(),
        chunk.getTranscriptionId(),
        chunk.getText(),
        Absent.textOrNull(chunk.getSpeaker()),
        chunk.getStartMs(),
        chunk.getEndMs(),
        Absent.timeOrNull(chunk.hasRecordedAt(), chunk.getRecordedAt()),
        Source.score(chunk.getScore()),
        grouped ? chunk.getMatchCount() : null);
  }
}
