package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RepetitionTest {
  private static final String LOOP = "Thank you. ".repeat(90);

  private final Map<Candidate, Wording> wordings = new HashMap<>();
  private final List<Scored> ranked = new ArrayList<>();

  private RepetitionTest found(String recording, int ordinal, String text) {
    Candidate candidate = new Candidate(new RecordingId("rec_" + recording), "g", ordinal);
    wordings.put(candidate, Wording.of(text));
    ranked.add(new Scored(candidate, 1.0 / (60 + ranked.size())));
    return this;
  }

  private List<String> last(String query) {
    return Repetition.last(ranked, wordings, query).stream()
        .map(Scored::candidate)
        .map(each -> each.recording().value().substring("rec_".length()) + each.ordinal())
        .toList();
  }

  @Test
  void aLoopComesBehindAllThatSaysSomething() {
    found("a", 0, LOOP).found("a", 7, "Ana thanks Ben for the map").found("b", 0, "lunch");
    assertEquals(List.of("a7", "b0", "a0"), last("Who was thanked?"));
  }

  @Test
  void aLoopThatWasAskedForByItsWordsStaysInItsPlace() {
    found("a", 0, LOOP).found("a", 7, "Ana thanks Ben for the map");
    assertEquals(List.of("a0", "a7"), last("Thank you!"));
  }

  @Test
  void aLoopIsFoundWhenItIsAllThereIs() {
    found("a", 0, LOOP);
    assertEquals(List.of("a0"), last("Who was thanked?"));
  }

  @Test
  void theSameWordsOfAnotherRecordingComeBehindWhatIsNewAndOfTheSameNotAtAll() {
    found("a", 0, "We ship on Friday")
        .found("b", 0, "we ship, on Friday!")
        .found("a", 5, "we ship on friday")
        .found("c", 0, "Or Monday");
    assertEquals(List.of("a0", "c0", "b0"), last("When do we ship?"));
  }

  @Test
  void nothingDistinctIsLostAndScoresNeverRise() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int run = 0; run < 200; run++) {
      ranked.clear();
      wordings.clear();
      Set<String> distinct = new HashSet<>();
      for (int i = 0; i < 60; i++) {
        String recording = "r" + random.nextInt(4);
        String text = random.nextInt(5) == 0 ? LOOP : "words " + random.nextInt(30);
        found(recording, i, text);
        distinct.add(recording + Wording.of(text).value());
      }
      List<Scored> last = Repetition.last(ranked, wordings, "words");
      Set<String> kept = new HashSet<>();
      double least = Double.MAX_VALUE;
      for (Scored scored : last) {
        Candidate candidate = scored.candidate();
        String recording = candidate.recording().value().substring("rec_".length());
        assertTrue(kept.add(recording + wordings.getOrDefault(candidate, Wording.of("")).value()));
        assertTrue(scored.score() <= least, "-Dseed=" + seed);
        least = scored.score();
      }
      assertEquals(distinct, kept, "-Dseed=" + seed);
    }
  }
}
