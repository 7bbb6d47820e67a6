package dev.hark.bench.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AnswerScoreTest {
  private static final Meeting MEETING =
      new Meeting(
          "m",
          IntStream.range(0, 5)
              .mapToObj(i -> new Turn("A", "word", List.of("word"), i * 400L, (i + 1) * 400L))
              .toList(),
          List.of());

  @Test
  void countsCitationsInTheTurnsThatAnswer() {
    AnswerScore score = own(0, 400, 799, 800).plus(own(1_600)).plus(own());
    assertEquals(new AnswerScore(3, 2, 1, 5, 2, 0, 0), score);
    assertEquals(2 / 5.0, score.inGoldShare());
    assertEquals(1 / 2.0, score.touchingShare());
    assertEquals(5 / 2.0, score.citationsAnAnswer());
  }

  @Test
  void countsForeignQuestionsApart() {
    AnswerScore score = AnswerScore.foreign(List.of()).plus(AnswerScore.foreign(ms(400)));
    assertEquals(new AnswerScore(0, 0, 0, 0, 0, 2, 1), score);
    assertEquals(0.5, score.declinedShare());
    assertEquals(0, score.inGoldShare());
  }

  @Test
  void refusesACitationBehindTheEnd() {
    assertThrows(IllegalArgumentException.class, () -> own(2_000));
  }

  private static AnswerScore own(long... starts) {
    BitSet gold = new BitSet();
    gold.set(1);
    return AnswerScore.own(MEETING, gold, ms(starts));
  }

  private static List<Duration> ms(long... starts) {
    return java.util.Arrays.stream(starts).mapToObj(Duration::ofMillis).toList();
  }
}
