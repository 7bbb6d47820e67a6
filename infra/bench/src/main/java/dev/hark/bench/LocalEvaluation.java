package dev.hark.bench;

import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import java.time.Duration;
import java.util.List;

/**
 * Asks {@code local} every question twice: about its own meeting, and about another, which should
 * be declined. The other is the one half the folder away, as neighbours are often of one series.
 */
final class LocalEvaluation {
  private final List<Meeting> meetings;

  LocalEvaluation(List<Meeting> meetings) {
    this.meetings = meetings;
  }

  /** Meeting by meeting, so that each is read once. */
  AnswerScore run(PublicApi api, Progress progress) {
    progress.start("local", meetings.size());
    AnswerScore score = AnswerScore.NONE;
    for (int i = 0; i < meetings.size(); i++) {
      Meeting meeting = meetings.get(i);
      Meeting other = meetings.get((i + meetings.size() / 2) % meetings.size());
      for (Question question : meeting.questions()) {
        List<Duration> cited = api.askLocal(question, meeting.id());
        score = score.plus(AnswerScore.own(meeting, question.goldTurns(), cited));
      }
      if (!other.id().equals(meeting.id())) {
        for (Question question : other.questions()) {
          score = score.plus(AnswerScore.foreign(api.askLocal(question, meeting.id())));
        }
      }
      progress.step();
    }
    progress.end();
    return score;
  }
}
