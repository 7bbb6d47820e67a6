package dev.hark.bench;

import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.hark.PreferringSearch;
import dev.hark.bench.measure.Found;
import dev.hark.bench.measure.NamedSpeakers;
import dev.hark.bench.measure.Scorer;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Asks the questions that name a speaker of their meeting, with this speaker preferred and without,
 * and tells what share of the words that are read the speaker said, and what is still found.
 */
final class SpeakerEvaluation {
  private final Scorer scorer;
  private final Map<Question, Set<String>> named = new LinkedHashMap<>();

  SpeakerEvaluation(List<Meeting> meetings) {
    this.scorer = new Scorer(meetings);
    for (Meeting meeting : meetings) {
      for (Question question : meeting.questions()) {
        Set<String> speakers = NamedSpeakers.of(question, meeting);
        if (!speakers.isEmpty()) {
          named.put(question, speakers);
        }
      }
    }
  }

  /** A table of both settings, for people. */
  String run(PreferringSearch search, Progress progress) {
    StringBuilder table = new StringBuilder();
    table.append(
        "%d questions that name a speaker\n%-22s %13s %9s %16s\n"
            .formatted(named.size(), "", "recall@1000w", "hit@1000w", "by the speaker"));
    progress.start("asking", 2 * Setting.values().length * named.size());
    for (Setting setting : Setting.values()) {
      table.append(row(setting.text(), ask(search, setting, false, progress)));
      table.append(row(setting.text() + ", preferred", ask(search, setting, true, progress)));
    }
    progress.end();
    return table.toString();
  }

  private static String row(String name, List<double[]> measures) {
    return String.format(
        Locale.ROOT,
        "  %-20s %13.3f %9.3f %16.3f\n",
        name,
        mean(measures, 0),
        mean(measures, 1),
        mean(measures, 2));
  }

  private static double mean(List<double[]> measures, int which) {
    return measures.stream().mapToDouble(measure -> measure[which]).average().orElse(0);
  }

  /** Recall, hit and share of each question. */
  private List<double[]> ask(
      PreferringSearch search, Setting setting, boolean preferring, Progress progress) {
    List<double[]> measures = new ArrayList<>();
    named.forEach(
        (question, speakers) -> {
          List<Found> found = search.search(question, setting, preferring ? speakers : Set.of());
          var score = scorer.score(question, found);
          measures.add(new double[] {score.recall(), score.hit(), scorer.share(found, speakers)});
          progress.step();
        });
    return measures;
  }
}
