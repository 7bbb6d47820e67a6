package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.query.ChunkSearch.PreferredLegs;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  private static PreferredLegs legs(List<Scored> lexical, double share) {
    Map<Candidate, Double> shares = new HashMap<>();
    lexical.forEach(scored -> shares.put(scored.candidate(), share));
    return new PreferredLegs(lexical, List.of(), shares);
  }

  @Test
  void bothRankingsAreThereOnceAndScoresFall() {
    List<Scored> merged =
        Preference.merge(
            legs(ranking("rec_a", 3, 5, 9), 0.5), ranking("rec_a", 0, 1, 2, 3, 4, 5, 6));
    assertEquals(List.of(3, 5, 9, 0, 1, 2, 4, 6), places(merged));
    for (int i = 1; i < merged.size(); i++) {
      assertTrue(merged.get(i).score() <= merged.get(i - 1).score());
    }
  }

  @Test
  void aChunkCountsByThePartOfItThatIsPreferred() {
    List<Scored> lexical = ranking("rec_a", 0, 20, 40);
    Map<Candidate, Double> shares =
        Map.of(
            lexical.get(0).candidate(), 0.01,
            lexical.get(1).candidate(), 0.9,
            lexical.get(2).candidate(), 0.9);
    List<Scored> merged =
        Preference.merge(new PreferredLegs(lexical, List.of(), shares), List.of());
    assertEquals(20, merged.getFirst().candidate().ordinal());
  }

  @Test
  void fourOfWhatIsPreferredAndOneOfAllTakeTurns() {
    List<Scored> merged =
        Preference.merge(
            legs(ranking("rec_a", 0, 10, 20, 30, 40, 50), 1), ranking("rec_b", 1, 2, 3));
    assertEquals(List.of(0, 10, 20, 30, 1, 40, 50, 2, 3), places(merged));
  }

  @Test
  void withoutAnythingPreferredTheRankingStaysAsItIs() {
    List<Scored> all = ranking("rec_a", 0, 1, 2);
    assertEquals(all, Preference.merge(legs(List.of(), 1), all));
  }
}
