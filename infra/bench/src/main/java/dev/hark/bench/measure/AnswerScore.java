package dev.hark.bench.measure;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import java.time.Duration;
import java.util.BitSet;
import java.util.List;

/**
 * How well answers that quote were grounded; counts, which add up over answers.
 *
 * @param questions asked of their own meeting
 * @param answered those of them that were not declined
 * @param touching answers with a citation in a turn that answers the question
 * @param citations of all answers
 * @param inGold citations of turns that answer the question
 * @param foreign questions asked of another meeting than their own
 * @param declined those of them that were declined
 */
public record AnswerScore(
    int questions,
    int answered,
    int touching,
    int citations,
    int inGold,
    int foreign,
    int declined) {
  public static final AnswerScore NONE = new AnswerScore(0, 0, 0, 0, 0, 0, 0);

  /** Of one question, asked of its own meeting. */
  public static AnswerScore own(Meeting meeting, BitSet gold, List<Duration> cited) {
    int inGold = (int) cited.stream().filter(start -> gold.get(turnAt(meeting, start))).count();
    return new AnswerScore(
        1, cited.isEmpty() ? 0 : 1, inGold > 0 ? 1 : 0, cited.size(), inGold, 0, 0);
  }

  /** Of one question, asked of another meeting: there is nothing to cite. */
  public static AnswerScore foreign(List<Duration> cited) {
    return new AnswerScore(0, 0, 0, 0, 0, 1, cited.isEmpty() ? 1 : 0);
  }

  public AnswerScore plus(AnswerScore other) {
    return new AnswerScore(
        questions + other.questions,
        answered + other.answered,
        touching + other.touching,
        citations + other.citations,
        inGold + other.inGold,
        foreign + other.foreign,
        declined + other.declined);
  }

  /** Of the questions asked of their own meeting. */
  public double answeredShare() {
    return share(answered, questions);
  }

  public double citationsAnAnswer() {
    return share(citations, answered);
  }

  /** Of all citations, whatever answer they are in. */
  public double inGoldShare() {
    return share(inGold, citations);
  }

  /** Of the answers, not of the questions that were declined. */
  public double touchingShare() {
    return share(touching, answered);
  }

  public double declinedShare() {
    return share(declined, foreign);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static int turnAt(Meeting meeting, Duration start) {
    int place = 0;
    for (Turn turn : meeting.turns()) {
      if (start.toMillis() < turn.endMs()) {
        return place;
      }
      place++;
    }
    throw new IllegalArgumentException("a citation points behind the meeting's end: " + start);
  }
}
