package dev.hark.stack.launcher;

import dev.hark.stack.ingest.Ingest;
import dev.hark.stack.ingest.SearchService;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.Ports.Listener;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** What the first start adds: the demo project's keys and the sample recordings. */
record Demo(Home home, Ports ports, SearchService search, Consumer<String> say) {
  // Twelve short recordings take about ten seconds; the rest is for a machine that is busy.
  private static final Duration SAMPLES_LIMIT = Duration.ofMinutes(3);

  /** Makes what is not there yet. */
  DemoProject make(boolean withSamples) throws IOException, InterruptedException {
    DemoProject demo = DemoProject.read(home).orElseGet(this::newKeys);
    if (!withSamples || demo.samples()) {
      return demo;
    }
    say.accept("  publishing the sample recordings");
    Ingest.Result result =
        Ingest.publishAndAwait(
            ports.address(Listener.KAFKA),
            search,
            List.of(home.samples().toString()),
            SAMPLES_LIMIT);
    if (!result.failed().isEmpty()) {
      // Everything runs: no reason to take it down. The next start tries again.
      say.accept(
          "these sample recordings did not become searchable:\n  "
              + String.join("\n  ", result.failed()));
      return demo;
    }
    DemoProject published = demo.withSamples();
    published.write(home);
    return published;
  }

  private DemoProject newKeys() {
    DemoProject made = new DemoKeys(home, ports).create();
    made.write(home);
    return made;
  }
}
