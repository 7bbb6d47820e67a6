package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.query.ChunkSearch.Legs;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class SelectionTest {
  private static final Candidate OF_B = new Candidate(new RecordingId("rec_b"), "g", 3);
  private static final Candidate OPENING_OF_B = new Candidate(OF_B.recording(), "g", 0);

  @Test
  void putsTheBestMatchesFirstThenTheBestOfEachLegThenWhatIsSurroundedByThem() {
    Legs legs = legs(candidates(10, 90, 50, 40, 11, 20), candidates(10, 50, 30, 70));
    assertEquals(
        List.of(10, 50, 30, 90, 11, 40, 70, 20),
        ordinals(Selection.of(legs, TitleMatches.NOTHING)));
  }

  @Test
  void putsWhatSharesWordsBeforeWhatIsAsNearInMeaning() {
    Legs legs = legs(candidates(10, 20, 50), candidates(10, 30, 70));
    assertEquals(List.of(10, 20, 30, 50, 70), ordinals(Selection.of(legs, TitleMatches.NOTHING)));
  }

  @Test
  void takesNoNeighbourOfAnotherTranscript() {
    List<Candidate> semantic = new ArrayList<>(candidates(10, 50, 70, 90));
    semantic.add(new Candidate(new RecordingId("rec_b"), "g", 11));
    assertEquals(
        List.of(10, 50, 70, 90, 11),
        ordinals(Selection.of(legs(List.of(), semantic), TitleMatches.NOTHING)));
  }

  @Test
  void putsARecordingThatIsCalledByItsNameFirst() {
    List<Candidate> lexical = new ArrayList<>(candidates(10, 50, 70, 90));
    lexical.addAll(List.of(OF_B, OF_B.neighbour(4)));
    List<Candidate> selected =
        order(legs(lexical, List.of()), new TitleMatches(List.of(OPENING_OF_B), true));
    assertEquals(List.of(OF_B, OF_B.neighbour(4)), selected.subList(0, 2));
    assertEquals(6, selected.size());
    assertEquals(
        List.of(OPENING_OF_B, candidates(10).getFirst()),
        order(legs(candidates(10), List.of()), new TitleMatches(List.of(OPENING_OF_B), true)));
  }

  @Test
  void takesRecordingsOfOneNameByTurns() {
    Candidate c = new Candidate(new RecordingId("rec_c"), "g", 7);
    List<Candidate> lexical = List.of(OF_B, OF_B.neighbour(1), OF_B.neighbour(2), c);
    TitleMatches called =
        new TitleMatches(List.of(OPENING_OF_B, new Candidate(c.recording(), "g", 0)), true);
    assertEquals(
        List.of(OF_B, c, OF_B.neighbour(1), OF_B.neighbour(2)),
        order(legs(lexical, List.of()), called));
  }

  @Test
  void liftsWhatItsTitleIsAbout() {
    List<Candidate> lexical = new ArrayList<>(candidates(10, 50, 70, 90));
    lexical.add(OF_B);
    lexical.addAll(candidates(91, 92));
    List<Candidate> semantic = new ArrayList<>(candidates(10, 70));
    semantic.add(OF_B);
    semantic.addAll(candidates(93));
    TitleMatches called = new TitleMatches(List.of(OPENING_OF_B), false);
    assertEquals(OF_B, order(legs(lexical, semantic), called).getFirst());
    assertEquals(
        lexical.getFirst(), order(legs(lexical, semantic), TitleMatches.NOTHING).getFirst());
  }

  private static List<Candidate> order(Legs legs, TitleMatches called) {
    return Selection.of(legs, called).stream().map(Scored::candidate).toList();
  }

  @Test
  void losesNothingDoublesNothingAndItsScoresNeverRise() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("SelectionTest -Dseed=" + seed);
    Random random = new Random(seed);
    for (int run = 0; run < 500; run++) {
      Legs legs = legs(randomLeg(random), randomLeg(random));
      Set<Candidate> found = legs.candidates();
      TitleMatches called =
          new TitleMatches(List.of(candidates(0).getFirst()), random.nextBoolean());
      List<Scored> selected = Selection.of(legs, found.isEmpty() ? TitleMatches.NOTHING : called);
      assertEquals(
          found, new HashSet<>(selected.stream().map(Scored::candidate).toList()), "of " + legs);
      assertEquals(found.size(), selected.size());
      for (int i = 1; i < selected.size(); i++) {
        assertTrue(selected.get(i - 1).score() >= selected.get(i).score());
        assertTrue(selected.get(i).score() > 0, "found is never shown as nothing");
      }
    }
  }

  private static Legs legs(List<Candidate> lexical, List<Candidate> semantic) {
    return new Legs(falling(lexical), falling(semantic), List.of(), Map.of());
  }

  private static List<Scored> falling(List<Candidate> leg) {
    return IntStream.range(0, leg.size())
        .mapToObj(place -> new Scored(leg.get(place), leg.size() - place))
        .toList();
  }

  private static List<Candidate> randomLeg(Random random) {
    List<Candidate> leg = new ArrayList<>(candidates(IntStream.range(0, 60).toArray()));
    Collections.shuffle(leg, random);
    return leg.subList(0, random.nextInt(60));
  }

  private static List<Candidate> candidates(int... ordinals) {
    return IntStream.of(ordinals)
        .mapToObj(ordinal -> new Candidate(new RecordingId("rec_a"), "g", ordinal))
        .toList();
  }

  private static List<Integer> ordinals(List<Scored> scored) {
    return scored.stream().map(each -> each.candidate().ordinal()).toList();
  }
}
