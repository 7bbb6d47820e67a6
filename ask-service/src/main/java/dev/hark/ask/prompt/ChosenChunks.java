package dev.hark.ask.prompt;

import dev.hark.ask.prompt.SameWords.Spoken;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Segment;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Picks the best chunks that fit into a number of tokens and say something new each. */
final class ChosenChunks {
  /** No prompt numbers more segments than this; a number's width counts. */
  private static final int WIDEST_NUMBER = 99_999;

  private ChosenChunks() {}

  /**
   * Best first, loops behind all others. A chunk that does not fit is left out, and smaller ones
   * after it still come in; so is one whose every segment says what those before it say already.
   *
   * @param found best first
   */
  static List<Chunk> of(List<Chunk> found, int most, int tokens, Optional<Today> today) {
    List<Chunk> chosen = new ArrayList<>();
    Set<RecordingId> begun = new HashSet<>();
    int left = tokens - TokenEstimate.of(SourceText.OPEN) - TokenEstimate.of(SourceText.CLOSE);
    SameWords said = new SameWords();
    for (Spoken spoken : loopsLast(found)) {
      Chunk chunk = spoken.chunk();
      int cost = cost(chunk) + (begun.contains(chunk.recordingId()) ? 0 : frame(chunk, today));
      if (chosen.size() < most && cost <= left && said.isNew(spoken)) {
        chosen.add(chunk);
        said.add(spoken);
        begun.add(chunk.recordingId());
        left -= cost;
      }
    }
    return List.copyOf(chosen);
  }

  private static List<Spoken> loopsLast(List<Chunk> found) {
    return found.stream().map(Spoken::of).sorted(Comparator.comparing(Spoken::isLoop)).toList();
  }

  private static int cost(Chunk chunk) {
    int cost = TokenEstimate.of(SourceText.GAP);
    SpeakerLines lines = new SpeakerLines();
    for (Segment segment : chunk.segments()) {
      NumberedSegment line =
          new NumberedSegment(WIDEST_NUMBER, chunk.recording(), segment, Optional.empty());
      cost += TokenEstimate.of(lines.next(line));
    }
    return cost;
  }

  private static int frame(Chunk chunk, Optional<Today> today) {
    return TokenEstimate.of(SourceText.beginning(chunk.recording(), today))
        + TokenEstimate.of(SourceText.END_OF_RECORDING);
  }
}
