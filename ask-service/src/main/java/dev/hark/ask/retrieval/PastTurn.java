package dev.hark.ask.retrieval;

import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;

/**
 * What was said before, as far as a search is concerned.
 *
 * @param cited chunks that the answer pointed into
 * @param citedRecordings the recordings that these are from
 */
public record PastTurn(
    String question, String answer, List<ChunkId> cited, List<RecordingId> citedRecordings) {
  public PastTurn {
    cited = List.copyOf(cited);
    citedRecordings = List.copyOf(citedRecordings);
  }
}
