package dev.hark.bench.sessions;

import dev.hark.bench.measure.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures how long one page of sessions takes. */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    description =
        "Fills a PostgreSQL of its own with sessions of one project and measures how long one page"
            + " of them takes.")
public final class SessionsCommand implements Callable<Integer> {
  @Option(
      names = "--sessions",
      paramLabel = "N",
      description = "sessions of the project (default: ${DEFAULT-VALUE})")
  private int sessions = 1_000_000;

  @Option(
      names = "--pages",
      paramLabel = "N",
      description = "pages read of each kind (default: ${DEFAULT-VALUE})")
  private int pages = 200;

  @Override
  public Integer call() throws Exception {
    try (TemporaryPostgres postgres = TemporaryPostgres.start();
        SessionStore store = new SessionStore(postgres.database("bench"))) {
      System.err.println("filling " + sessions + " sessions");
      store.fill(sessions);
      print("pages of 20 of " + sessions + " sessions", "p50 ms", "p95 ms");
      for (ListedPage page : ListedPage.ALL) {
        List<Duration> times = store.time(page, pages);
        Percentiles percentiles = Percentiles.of(times);
        print(page.name(), millis(percentiles.p50()), millis(percentiles.p95()));
      }
    }
    return 0;
  }

  private static void print(String name, String p50, String p95) {
    System.out.printf(Locale.ROOT, "%-48s %8s %8s%n", name, p50, p95);
  }

  private static String millis(Duration time) {
    return String.format(Locale.ROOT, "%.2f", time.toNanos() / 1e6);
  }
}
