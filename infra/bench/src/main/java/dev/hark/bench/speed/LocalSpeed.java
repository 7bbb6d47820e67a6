package dev.hark.bench.speed;

import dev.hark.bench.hark.Indexing;
import dev.hark.bench.hark.Library;
import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.hark.TemporaryHark;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.MeetingFolder;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * How long an answer of {@code local} takes over a recording that it has not read yet, and then.
 */
@Command(
    name = "local",
    mixinStandardHelpOptions = true,
    description =
        "Indexes meetings in a Hark of its own, asks local two questions about each, one after the"
            + " other, and prints how long the first whole answer takes, and the second.")
final class LocalSpeed implements Callable<Integer> {
  /** Meetings that are asked about first and not counted: code is compiled meanwhile. */
  private static final int WARM_UP = 10;

  @Parameters(paramLabel = "DIR", description = "folder with one JSON file per meeting")
  private Path folder = Path.of("");

  @Option(
      names = "--meetings",
      description = "how many are indexed, the first 10 not counted (default: ${DEFAULT-VALUE})")
  private int most = 35;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Meeting> meetings =
        new MeetingFolder(folder)
            .read().stream().filter(meeting -> meeting.questions().size() > 1).limit(most).toList();
    Progress progress =
        new Progress(System.err, System.getProperty("hark.terminal", "").contains("2"));
    Library library = new Library(meetings);
    Path root = Path.of(System.getProperty("hark.root", ""));
    try (TemporaryHark hark = TemporaryHark.start(root);
        PublicApi api = new PublicApi(hark.gateway(), hark.createKey(), library)) {
      new Indexing(hark.kafka(), api).run(library, progress);
      progress.start("asking", meetings.size());
      List<Duration> first = new ArrayList<>();
      List<Duration> second = new ArrayList<>();
      for (Meeting meeting : meetings) {
        first.add(time(api, meeting.questions().getFirst()));
        second.add(time(api, meeting.questions().getLast()));
        progress.step();
      }
      progress.end();
      hark.discard();
      System.out.printf(
          Locale.ROOT, "%d meetings, %d of them counted%n", first.size(), counted(first).size());
      print("first answer", first);
      print("second answer", second);
    }
    return 0;
  }

  private static Duration time(PublicApi api, Question question) {
    long start = System.nanoTime();
    api.askLocal(question, question.meetingId());
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static List<Duration> counted(List<Duration> times) {
    return times.subList(Math.min(WARM_UP, times.size()), times.size());
  }

  private static void print(String name, List<Duration> times) {
    Percentiles of = Percentiles.of(counted(times));
    System.out.printf(
        Locale.ROOT,
        "%-14s p50 %6.1f ms   p95 %6.1f ms%n",
        name,
        of.p50().toNanos() / 1e6,
        of.p95().toNanos() / 1e6);
  }
}
