package dev.hark.bench;

import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.Found;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.measure.Score;
import dev.hark.bench.measure.Scorer;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import dev.hark.bench.report.Report.Measured;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Asks every question in every way and setting, one after the other, and scores what is found. */
final class Evaluation {
  private final Scorer scorer;
  private final List<Question> questions;

  Evaluation(List<Meeting> meetings) {
    this.scorer = new Scorer(meetings);
    this.questions = meetings.stream().flatMap(meeting -> meeting.questions().stream()).toList();
  }

  int questions() {
    return questions.size();
  }

  List<Measured> run(List<Searcher> searchers, Progress progress) {
    progress.start("asking", searchers.size() * Setting.values().length * questions.size());
    List<Measured> measured = new ArrayList<>();
    for (Searcher searcher : searchers) {
      for (Setting setting : Setting.values()) {
        measured.add(measure(searcher, setting, progress));
      }
    }
    progress.end();
    return measured;
  }

  private Measured measure(Searcher searcher, Setting setting, Progress progress) {
    List<Score> scores = new ArrayList<>();
    List<Duration> times = new ArrayList<>();
    for (Question question : questions) {
      long start = System.nanoTime();
      List<Found> results = searcher.search(question, setting);
      times.add(Duration.ofNanos(System.nanoTime() - start));
      scores.add(scorer.score(question, results));
      progress.step();
    }
    return new Measured(searcher.name(), setting, Score.mean(scores), Percentiles.of(times));
  }
}
