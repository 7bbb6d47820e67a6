package dev.hark.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.report.Report.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** A report for programs: {@code settings.recording.hark.recall@1000w} and so on. */
public final class ReportJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private ReportJson() {}

  public static void write(Report report, Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.writeString(file, JSON.writeValueAsString(json(report)) + "\n");
  }

  static ObjectNode json(Report report) {
    ObjectNode json = JSON.createObjectNode();
    json.put("folder", report.folder());
    json.put("meetings", report.meetings());
    json.put("questions", report.questions());
    json.put("words", report.words());
    json.put("indexing_seconds", report.indexing().toMillis() / 1e3);
    json.put("times", "each turn spoken after the other at 150 words a minute");
    ObjectNode settings = json.putObject("settings");
    for (Setting setting : Setting.values()) {
      ObjectNode rows = settings.putObject(setting.text());
      report.measured().stream()
          .filter(measured -> measured.setting() == setting)
          .forEach(measured -> rows.set(measured.searcher(), row(measured)));
    }
    json.set("local", local(report.local()));
    return json;
  }

  private static ObjectNode local(AnswerScore local) {
    return JSON.createObjectNode()
        .put("questions", local.questions())
        .put("answered", local.answeredShare())
        .put("citations_per_answer", local.citationsAnAnswer())
        .put("citations_in_gold", local.inGoldShare())
        .put("answers_touching_gold", local.touchingShare())
        .put("foreign_questions", local.foreign())
        .put("foreign_declined", local.declinedShare());
  }

  private static ObjectNode row(Measured measured) {
    return JSON.createObjectNode()
        .put("recall@1000w", measured.score().recall())
        .put("precision@1000w", measured.score().precision())
        .put("hit@1000w", measured.score().hit())
        .put("mrr", measured.score().reciprocalRank())
        .put("latency_p50_ms", milliseconds(measured.latency().p50()))
        .put("latency_p95_ms", milliseconds(measured.latency().p95()));
  }

  private static double milliseconds(Duration time) {
    return time.toNanos() / 1e6;
  }
}
