package dev.hark.bench.speed;

import dev.hark.bench.hark.Indexing;
import dev.hark.bench.hark.Library;
import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.hark.TemporaryHark;
import dev.hark.bench.hark.TenantCalls;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.MeetingFolder;
import dev.hark.bench.report.Progress;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What a project that searches now and then feels of one that does much at once. */
@Command(
    name = "fairness",
    mixinStandardHelpOptions = true,
    description =
        "Indexes meetings for two projects in a Hark of its own and prints how long the searches of"
            + " one take that searches four times a second: by itself, and while the other has 50"
            + " searches of 1,000 characters and 200 turns of local in flight; and how much the"
            + " other gets done.")
final class Fairness implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder with one JSON file per meeting")
  private Path folder = Path.of("");

  @Option(
      names = "--meetings",
      description = "how many each project has (default: ${DEFAULT-VALUE})")
  private int most = 10;

  @Option(names = "--seconds", description = "that each phase takes (default: ${DEFAULT-VALUE})")
  private int seconds = 60;

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Meeting> meetings = new MeetingFolder(folder).read().stream().limit(most).toList();
    Progress progress =
        new Progress(System.err, System.getProperty("hark.terminal", "").contains("2"));
    try (TemporaryHark hark = TemporaryHark.start(Path.of(System.getProperty("hark.root", "")));
        TenantCalls light = tenant(hark, new Library("proj_light", meetings), progress);
        TenantCalls heavy = tenant(hark, new Library("proj_heavy", meetings), progress)) {
      new FairnessRun(light, heavy, meetings).measure(Duration.ofSeconds(seconds));
      hark.discard();
    }
    return 0;
  }

  private static TenantCalls tenant(TemporaryHark hark, Library library, Progress progress)
      throws IOException, InterruptedException {
    String key = hark.createKey(library);
    try (PublicApi api = new PublicApi(hark.gateway(), key, library)) {
      new Indexing(hark.kafka(), api).run(library, progress);
    }
    return new TenantCalls(hark.gateway(), key);
  }
}
