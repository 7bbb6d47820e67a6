package dev.hark.bench.speed;

import dev.hark.bench.hark.DirectSearch;
import dev.hark.bench.hark.Indexing;
import dev.hark.bench.hark.Library;
import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.hark.RestSearch;
import dev.hark.bench.hark.TemporaryHark;
import dev.hark.bench.measure.Percentiles;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.MeetingFolder;
import dev.hark.bench.meeting.Question;
import dev.hark.bench.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The same search over the public API and asked of search-service itself, by turns. */
@Command(
    name = "gateway",
    mixinStandardHelpOptions = true,
    description =
        "Indexes meetings in a Hark of its own and prints how much longer a search takes over the"
            + " public API than asked of search-service itself, and how many there are a second.")
final class GatewayCost implements Callable<Integer> {
  /** Results of a search that names no limit. */
  private static final int RESULTS = 8;

  /** Calls each way by 4 callers, as many rounds: the code of both ways is compiled by then. */
  private static final int WARM_UP = 150;

  private static final int WARM_UP_ROUNDS = 12;
  private static final int ROUNDS = 5;
  private static final Duration ROUND = Duration.ofSeconds(4);

  @Parameters(paramLabel = "DIR", description = "folder with one JSON file per meeting")
  private Path folder = Path.of("");

  @Option(names = "--meetings", description = "how many are indexed (default: ${DEFAULT-VALUE})")
  private int most = 20;

  @Option(names = "--calls", description = "calls each way (default: ${DEFAULT-VALUE})")
  private int calls = 800;

  @Option(
      names = "--pause",
      description = "ms from call to call of one of 16 callers (default: ${DEFAULT-VALUE})")
  private int pause = 500;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Meeting> meetings = new MeetingFolder(folder).read().stream().limit(most).toList();
    List<Question> questions =
        meetings.stream().flatMap(meeting -> meeting.questions().stream()).toList();
    Progress progress =
        new Progress(System.err, System.getProperty("hark.terminal", "").contains("2"));
    Library library = new Library(meetings);
    try (TemporaryHark hark = TemporaryHark.start(Path.of(System.getProperty("hark.root", "")));
        PublicApi api = new PublicApi(hark.gateway(), hark.createKey(), library);
        DirectSearch search = new DirectSearch(hark.searchChannel(), RESULTS)) {
      new Indexing(hark.kafka(), api).run(library, progress);
      RestSearch rest = new RestSearch(hark.gateway(), hark.createKey(), RESULTS);
      Callers callers = new Callers(questions);
      progress.start("warm-up", WARM_UP_ROUNDS);
      for (int round = 0; round < WARM_UP_ROUNDS; round++) {
        callers.both(4, WARM_UP, Duration.ZERO, search::search, rest::search);
        progress.step();
      }
      progress.end();
      measure(callers, search::search, rest::search);
      hark.discard();
    }
    return 0;
  }

  private void measure(Callers callers, Consumer<Question> direct, Consumer<Question> gateway)
      throws InterruptedException {
    print(1, "never waiting", callers.both(1, calls, Duration.ZERO, direct, gateway));
    String paced = "one call in " + pause + " ms";
    print(16, paced, callers.both(16, calls / 16, Duration.ofMillis(pause), direct, gateway));
    print(16, "never waiting", callers.both(16, calls / 16, Duration.ZERO, direct, gateway));
    double directly = 0;
    double through = 0;
    for (int round = 0; round < ROUNDS; round++) {
      directly += callers.throughput(16, ROUND, direct) / ROUNDS;
      through += callers.throughput(16, ROUND, gateway) / ROUNDS;
    }
    System.out.printf(
        Locale.ROOT,
        "16 callers, calls a second: direct %.0f, gateway %.0f (%.2f of it)%n",
        directly,
        through,
        through / directly);
  }

  private static void print(int callers, String pace, Callers.Times times) {
    Percentiles direct = Percentiles.of(times.direct());
    Percentiles gateway = Percentiles.of(times.gateway());
    System.out.printf(
        Locale.ROOT,
        "%2d callers, %-22s direct p50 %6.2f p95 %6.2f ms   gateway p50 %6.2f p95 %6.2f ms  "
            + " added %5.2f ms%n",
        callers,
        pace,
        ms(direct.p50()),
        ms(direct.p95()),
        ms(gateway.p50()),
        ms(gateway.p95()),
        ms(gateway.p50()) - ms(direct.p50()));
  }

  private static double ms(Duration time) {
    return time.toNanos() / 1e6;
  }
}
