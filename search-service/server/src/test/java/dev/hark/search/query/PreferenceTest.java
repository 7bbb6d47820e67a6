package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PreferenceTest {
  private static List<Scored> ranking(String recording, int... ordinals) {
    return IntStream.of(ordinals)
        .mapToObj(
            place ->
                new Scored(
                    new Candidate(new RecordingId(recording), "g", place), 1.0 / (1 + place)))
        .toList();
  }

  private static List<Integer> places(List<Scored> ranking) {
    return ranking.stream().map(scored -> scored.candidate().ordinal()).toList();
  }

  @Test
  void bothRankingsAreThereOnceAndScoresFall() {
    List<Scored> merged =
        Preference.merge(ranking("rec_a", 3, 5, 9), ranking("rec_a", 0, 1, 2, 3, 4, 5, 6));
    assertEquals(List.of(0, 1, 2, 3, 4, 5, 6, 9), places(merged).stream().sorted().toList());
    assertEquals(3, merged.getFirst().candidate().ordinal());
    for (int i = 1; i < merged.size(); i++) {
      assertTrue(merged.get(i).score() <= merged.get(i - 1).score());
    }
  }

  @Test
  void withoutOneTheOtherStaysAsItIs() {
    List<Scored> all = ranking("rec_a", 0, 1, 2);
    assertEquals(all, Preference.merge(List.of(), all));
    assertEquals(all, Preference.merge(all, List.of()));
  }
}
