package dev.hark.bench.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.measure.Score;
import dev.hark.bench.report.Report.Measured;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final Report REPORT =
      new Report(
          "val",
          35,
          237,
          325_899,
          Duration.ofMillis(61_500),
          List.of(
              new Measured(
                  "hark",
                  Setting.RECORDING,
                  new Score(0.5801, 0.41, 0.85, 0.6),
                  new Percentiles(Duration.ofMillis(12), Duration.ofMillis(30)))),
          new AnswerScore(10, 8, 6, 40, 22, 20, 5));

  @Test
  void printsATablePerSetting() {
    assertEquals(
        """
        val: 35 meetings, 237 questions, 325,899 words; indexed in 61.5 s (5,299 words/s)

        recording               recall@1000w  precision@1000w hit@1000w    mrr     p50     p95
          hark                         0.580            0.410     0.850  0.600 12.0 ms 30.0 ms

        library                 recall@1000w  precision@1000w hit@1000w    mrr     p50     p95

        local                     answered   citations/answer      in gold      touching gold   foreign declined
          recording                  0.800               5.00        0.550              0.750              0.250
        """,
        ReportTable.of(REPORT));
  }

  @Test
  void writesEveryMeasureAsJson(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deep").resolve("eval.json");
    ReportJson.write(REPORT, file);
    var json = new JsonMapper().readTree(file.toFile());
    var row = json.path("settings").path("recording").path("hark");
    assertEquals(0.5801, row.path("recall@1000w").asDouble());
    assertEquals(0.85, row.path("hit@1000w").asDouble());
    assertEquals(30.0, row.path("latency_p95_ms").asDouble());
    assertEquals(61.5, json.path("indexing_seconds").asDouble());
    assertTrue(json.path("settings").path("library").isEmpty());
    assertEquals(0.55, json.path("local").path("citations_in_gold").asDouble());
    assertEquals(0.25, json.path("local").path("foreign_declined").asDouble());
  }

  @Test
  void showsEachQuarterWhereThereIsNoTerminal() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Progress progress = new Progress(new PrintStream(out, true, StandardCharsets.UTF_8), false);
    progress.start("asking", 100);
    for (int i = 0; i < 100; i++) {
      progress.step();
    }
    progress.end();
    String shown = out.toString(StandardCharsets.UTF_8);
    assertEquals(5, shown.lines().count());
    assertTrue(shown.contains("25/100"), shown);
    assertTrue(shown.endsWith("100/100\n"), shown);
  }
}
