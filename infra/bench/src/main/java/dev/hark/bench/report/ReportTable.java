package dev.hark.bench.report;

import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.report.Report.Measured;
import java.time.Duration;
import java.util.Locale;

/** A report for people. */
public final class ReportTable {
  private ReportTable() {}

  public static String of(Report report) {
    StringBuilder text = new StringBuilder(summary(report));
    for (Setting setting : Setting.values()) {
      text.append(
          line(
              "\n%-22s %13s %16s %9s %6s %7s %7s\n",
              setting.text(), "recall@1000w", "precision@1000w", "hit@1000w", "mrr", "p50", "p95"));
      report.measured().stream()
          .filter(measured -> measured.setting() == setting)
          .forEach(measured -> text.append(row(measured)));
    }
    return text.append(local(report.local())).toString();
  }

  private static String local(AnswerScore local) {
    return line(
            "\n%-22s %11s %18s %12s %18s %18s\n",
            "local", "answered", "citations/answer", "in gold", "touching gold", "foreign declined")
        + line(
            "  %-20s %11.3f %18.2f %12.3f %18.3f %18.3f\n",
            "recording",
            local.answeredShare(),
            local.citationsAnAnswer(),
            local.inGoldShare(),
            local.touchingShare(),
            local.declinedShare());
  }

  private static String summary(Report report) {
    return line(
        "%s: %d meetings, %d questions, %,d words; indexed in %.1f s (%,.0f words/s)\n",
        report.folder(),
        report.meetings(),
        report.questions(),
        report.words(),
        report.indexing().toMillis() / 1e3,
        report.words() * 1e3 / Math.max(1, report.indexing().toMillis()));
  }

  private static String row(Measured measured) {
    return line(
        "  %-20s %13.3f %16.3f %9.3f %6.3f %7s %7s\n",
        measured.searcher(),
        measured.score().recall(),
        measured.score().precision(),
        measured.score().hit(),
        measured.score().reciprocalRank(),
        milliseconds(measured.latency().p50()),
        milliseconds(measured.latency().p95()));
  }

  private static String milliseconds(Duration time) {
    return line("%.1f ms", time.toNanos() / 1e6);
  }

  @SuppressWarnings("AnnotateFormatMethod") // All formats are above.
  private static String line(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
