package dev.hark.gateway.search;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import java.util.List;

/** What a search answers, best first. */
record SearchAnswer(@Member("Best first; none twice.") List<Source> results) {

  static SearchAnswer of(SearchResponse response) {
    return new SearchAnswer(response.getChunksList().stream().map(SearchAnswer::source).toList());
  }

  private static Source source(FoundChunk chunk) {
    return new Source(
        chunk.getChunkId(),
        chunk.getRecordingId(),
        chunk.getTranscriptionId(),
        chunk.getText(),
        Absent.textOrNull(chunk.getSpeaker()),
        chunk.getStartMs(),
        chunk.getEndMs(),
        Absent.timeOrNull(chunk.hasRecordedAt(), chunk.getRecordedAt()),
        Source.score(chunk.getScore()));
  }
}
