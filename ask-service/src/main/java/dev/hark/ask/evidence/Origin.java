package dev.hark.ask.evidence;

import dev.hark.ask.evidence.Word.Look;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Where a model had words from.
 *
 * @param recording empty for a sentence of an earlier answer
 * @param restsOn it is gone when every recording of one of these sets is
 * @param capitals what capital letters say there
 */
record Origin(Optional<RecordingId> recording, Set<Set<RecordingId>> restsOn, Capitals capitals) {
  /** What capital letters say in a text. */
  enum Capitals {
    /** That a word is a name. */
    NAMES,
    /** Nothing: every noun has one, as in German, or every letter, as in some captions. */
    NOTHING,
    /** There are none. */
    MISSING
  }

  /**
   * Something that stands there.
   *
   * @param from number of the first segment that it is in; 0 for what stands above all segments,
   *     and for earlier answers
   * @param to number of the last segment that it is in
   * @param look of a word there
   */
  record Place(Origin origin, int from, int to, Look look) {
    /** Whether these segments hold it, of the recording that it is in. */
    boolean isWithin(Set<Integer> segments) {
      return from == 0 || IntStream.rangeClosed(from, to).allMatch(segments::contains);
    }
  }
}
