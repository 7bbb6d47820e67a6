package dev.hark.search.query;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The same words count once: what another recording says in the same words comes after all that is
 * new, and loops, which say nothing, come last.
 */
final class Repetition {
  private record Said(RecordingId by, Wording wording) {}

  private Repetition() {}

  /**
   * The same candidates in the order in which they say something new, without what their own
   * recording has said before; scores never rise. A loop whose very words were asked for is no
   * worse than others.
   */
  static List<Scored> last(List<Scored> ranked, Map<Candidate, Wording> wordings, String query) {
    List<Scored> fresh = new ArrayList<>();
    List<Scored> repeated = new ArrayList<>();
    List<Scored> loops = new ArrayList<>();
    Set<Wording> said = new HashSet<>();
    Set<Said> saidBy = new HashSet<>();
    for (Scored scored : ranked) {
      Wording wording = wordings.get(scored.candidate());
      if (wording == null) {
        fresh.add(scored);
      } else if (saidBy.add(new Said(scored.candidate().recording(), wording))) {
        boolean loop = wording.isLoop() && !wording.isLoopOf(query);
        boolean first = said.add(wording);
        (loop ? loops : first ? fresh : repeated).add(scored);
      }
    }
    fresh.addAll(repeated);
    fresh.addAll(loops);
    return Scored.falling(fresh);
  }
}
