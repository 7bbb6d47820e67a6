package dev.hark.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.meeting.Question.TurnRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScorerTest {
  /**
   * Turn 0: a b c (0 to 1200 ms). Turn 1: d e (to 2000). Turn 2: silence (to 2400). Turn 3: f g h i
   * (to 4000).
   */
  private static final Meeting SMALL = meeting("small", "a b c", "d e", "", "f g h i");

  /** Two turns of 1,500 words each. */
  private static final Meeting LARGE = meeting("large", words("x", 1_500), words("y", 1_500));

  private final Scorer scorer = new Scorer(List.of(SMALL, LARGE));

  @Test
  void countsTheWordsOfGoldTurnsAmongThoseRead() {
    // Gold: d e f g h i, six words. Read: all of chunk one (two gold), none else.
    Score score = score(List.of(new TurnRange(1, 3)), found(0, 2000, "a b c d e"));
    assertEquals(new Score(2 / 6.0, 0.002, 1, 1), score);
  }

  @Test
  void readsResultsOneAfterTheOther() {
    Score score =
        score(
            List.of(new TurnRange(1, 3)),
            found(0, 2000, "a b c d e"),
            found(2400, 4000, "f g h i"));
    assertEquals(new Score(1, 0.006, 1, 1), score);
  }

  @Test
  void countsATurnOnceThatTwoSpansName() {
    Score score =
        score(List.of(new TurnRange(1, 1), new TurnRange(0, 1)), found(0, 2000, "a b c d e"));
    assertEquals(new Score(1, 0.005, 1, 1), score);
  }

  @Test
  void ranksByTheFirstResultThatSharesTimeWithAGoldTurn() {
    // The first ends where the gold turn starts: touching is not overlapping.
    Score score =
        score(List.of(new TurnRange(1, 1)), found(0, 1200, "a b c"), found(1200, 2000, "d e"));
    assertEquals(0.5, score.reciprocalRank());
  }

  @Test
  void ranksAResultThatOnlyTouchesSilenceOfAGoldTurnButReadsNoWordOfIt() {
    Score score = score(List.of(new TurnRange(2, 2)), found(1200, 2100, "d e"));
    assertEquals(new Score(0, 0, 0, 1), score);
  }

  @Test
  void countsNothingOfAnotherMeetingThoughItIsRead() {
    List<Found> results =
        List.of(new Found("large", 0, 400_000, words("x", 999)), found(1200, 2000, "d e"));
    Score score = scorer.score(question("small", List.of(new TurnRange(1, 1))), results);
    // Only one of the two gold words is among the first thousand.
    assertEquals(new Score(0.5, 0.001, 1, 0.5), score);
  }

  @Test
  void stopsAfterAThousandWordsAndExpectsNoMoreThanThat() {
    List<Found> results = List.of(new Found("large", 0, 1_200_000, whole(LARGE)));
    assertEquals(
        new Score(1, 1, 1, 1),
        scorer.score(question("large", List.of(new TurnRange(0, 0))), results));
    assertEquals(
        new Score(0, 0, 0, 1),
        scorer.score(question("large", List.of(new TurnRange(1, 1))), results));
  }

  @Test
  void looksAtTwentyRanksOnly() {
    List<Found> results = new ArrayList<>(Collections.nCopies(20, found(0, 1200, "a b c")));
    results.add(found(1200, 2000, "d e"));
    Score score = scorer.score(question("small", List.of(new TurnRange(1, 1))), results);
    assertEquals(0, score.reciprocalRank());
    assertEquals(1, score.hit());
  }

  @Test
  void scoresNothingFound() {
    assertEquals(new Score(0, 0, 0, 0), score(List.of(new TurnRange(0, 0))));
  }

  @Test
  void placesAChunkThatStartsInTheMiddleOfATurnByItsWords() {
    // By its interpolated times alone c would fall to turn 1.
    Score score = score(List.of(new TurnRange(0, 0)), found(1150, 2000, "c d e"));
    assertEquals(new Score(1 / 3.0, 0.001, 1, 1), score);
  }

  @Test
  void placesWordsThatAreNotTheMeetingSByTheirTimes() {
    // Five words over 0 to 2000 ms: three in turn 0, two in turn 1.
    Score score = score(List.of(new TurnRange(1, 1)), found(0, 2000, "v w x y z"));
    assertEquals(new Score(1, 0.002, 1, 1), score);
  }

  @Test
  void takesTheMeanOfEachMeasure() {
    Score mean = Score.mean(List.of(new Score(1, 0.5, 1, 0.25), new Score(0, 0, 0, 0)));
    assertEquals(new Score(0.5, 0.25, 0.5, 0.125), mean);
  }

  @Test
  void refusesAQuestionAboutAnUnknownMeeting() {
    assertThrows(
        IllegalArgumentException.class,
        () -> scorer.score(question("other", List.of()), List.of()));
  }

  private Score score(List<TurnRange> evidence, Found... results) {
    return scorer.score(question("small", evidence), List.of(results));
  }

  private static Question question(String meeting, List<TurnRange> evidence) {
    return new Question(meeting, "?", evidence);
  }

  private static Found found(long startMs, long endMs, String text) {
    return new Found("small", startMs, endMs, text);
  }

  private static String words(String word, int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> word + i)
        .reduce((a, b) -> a + " " + b)
        .orElse("");
  }

  private static String whole(Meeting meeting) {
    return meeting.turns().stream().map(Turn::text).reduce((a, b) -> a + " " + b).orElse("");
  }

  private static Meeting meeting(String id, String... texts) {
    List<Turn> turns = new ArrayList<>();
    long now = 0;
    for (String text : texts) {
      List<String> words = text.isEmpty() ? List.of() : List.of(text.split(" ", -1));
      long end = now + 400L * Math.max(1, words.size());
      turns.add(new Turn("s", text, words, now, end));
      now = end;
    }
    return new Meeting(id, turns, List.of());
  }
}
