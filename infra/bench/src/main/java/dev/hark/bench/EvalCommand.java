package dev.hark.bench;

import dev.hark.bench.hark.Indexing;
import dev.hark.bench.hark.Library;
import dev.hark.bench.hark.PreferringSearch;
import dev.hark.bench.hark.PublicApi;
import dev.hark.bench.hark.SingleLeg;
import dev.hark.bench.hark.TemporaryHark;
import dev.hark.bench.measure.AnswerScore;
import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.MeetingFolder;
import dev.hark.bench.report.Progress;
import dev.hark.bench.report.Report;
import dev.hark.bench.report.Report.Measured;
import dev.hark.bench.report.ReportJson;
import dev.hark.bench.report.ReportTable;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures how well Hark finds what answers a question, and how well {@code local} quotes it. */
@Command(
    name = "infra/eval",
    mixinStandardHelpOptions = true,
    description =
        "Indexes the meetings of a folder in a Hark of its own, asks every question and prints how"
            + " much of what answers them is found, and how well local answers.")
public final class EvalCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DIR", description = "folder with one JSON file per meeting")
  private Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "where the figures go as JSON (default: infra/bench/target/eval-DIR.json)")
  private @Nullable Path out;

  @Option(
      names = "--speakers",
      description =
          "asks only the questions that name a speaker of their meeting, with this speaker"
              + " preferred and without")
  private boolean speakers;

  private final Path root = Path.of(System.getProperty("hark.root", ""));

  public static void main(String[] args) {
    CommandLine command = new CommandLine(new EvalCommand());
    command.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          line.getErr().println(exception.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(command.execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    List<Meeting> meetings = new MeetingFolder(folder).read();
    if (speakers) {
      System.out.print(evaluateSpeakers(meetings));
      return 0;
    }
    Report report = evaluate(meetings);
    System.out.print(ReportTable.of(report));
    Path file = out == null ? root.resolve("infra/bench/target/eval-" + name() + ".json") : out;
    ReportJson.write(report, file);
    System.out.println("\nwritten to " + file);
    return 0;
  }

  private String name() {
    return String.valueOf(folder.toAbsolutePath().normalize().getFileName());
  }

  private String evaluateSpeakers(List<Meeting> meetings) throws IOException, InterruptedException {
    Library library = new Library(meetings);
    Progress progress = progress();
    try (TemporaryHark hark = TemporaryHark.start(root);
        PublicApi api = new PublicApi(hark.gateway(), hark.createKey(), library)) {
      Duration _ = new Indexing(hark.kafka(), api).run(library, progress);
      ManagedChannel channel = hark.searchChannel();
      try {
        PreferringSearch search = new PreferringSearch(channel, library);
        String table = new SpeakerEvaluation(meetings).run(search, progress);
        hark.discard();
        return name() + ": " + table;
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static Progress progress() {
    return new Progress(System.err, System.getProperty("hark.terminal", "").contains("2"));
  }

  private Report evaluate(List<Meeting> meetings) throws IOException, InterruptedException {
    Library library = new Library(meetings);
    Progress progress = progress();
    try (TemporaryHark hark = TemporaryHark.start(root);
        PublicApi api = new PublicApi(hark.gateway(), hark.createKey(), library)) {
      Duration indexing = new Indexing(hark.kafka(), api).run(library, progress);
      ManagedChannel channel = hark.searchChannel();
      try {
        Evaluation evaluation = new Evaluation(meetings);
        List<Searcher> searchers =
            List.of(api, SingleLeg.words(channel, library), SingleLeg.meaning(channel, library));
        List<Measured> measured = evaluation.run(searchers, progress);
        AnswerScore local = new LocalEvaluation(meetings).run(api, progress);
        hark.discard();
        int words = meetings.stream().mapToInt(Meeting::words).sum();
        return new Report(
            name(), meetings.size(), evaluation.questions(), words, indexing, measured, local);
      } finally {
        channel.shutdownNow();
      }
    }
  }
}
