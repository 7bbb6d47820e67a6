package dev.hark.stack.ingest;

import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.time.WireTime;
import dev.hark.stack.installation.Addresses;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.KeptSecret;
import dev.hark.stack.installation.Terminal;
import dev.hark.stack.installation.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code infra/ingest}. */
@Command(
    name = "infra/ingest",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = {
      "Publishes to Hark: files of one event a line (.jsonl, .ndjson), or transcripts in any"
          + " format:",
      "WebVTT, SRT, JSON of Whisper, Deepgram, AssemblyAI, ElevenLabs, Amazon, Google; Zoom,"
          + " Teams,",
      "Meet, Otter, plain text. The same file again is the same recording, told anew.",
      "Ends with 1 when anything failed, and lists each by file and line."
    })
public final class IngestCommand implements Callable<Integer> {
  private static final int MAX_TAGS = 20;
  private static final int MAX_TAG = 64;
  private static final int MAX_EXTERNAL_ID = 255;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR|-",
      description = "a file, a folder with such files, or - for events from the standard input")
  private List<String> paths = List.of();

  @Option(
      names = "--wait",
      description = "returns once each event is done: searchable, or a dead letter with its reason")
  private boolean wait;

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "how long --wait waits, ${DEFAULT-VALUE} if left out")
  private long timeoutSeconds;

  @Option(
      names = "--end-user",
      paramLabel = "ID",
      description = "whose the transcripts are, such as eu_ana")
  private Optional<String> endUser = Optional.empty();

  @Option(
      names = "--project",
      paramLabel = "ID",
      defaultValue = "proj_demo",
      description = "in which project, ${DEFAULT-VALUE} if left out")
  private String project = "";

  @Option(
      names = "--mode",
      paramLabel = "live|test",
      defaultValue = "live",
      description = "${DEFAULT-VALUE} if left out")
  private String mode = "";

  @Option(names = "--title", paramLabel = "TEXT", description = "the file's name if left out")
  private Optional<String> title = Optional.empty();

  @Option(
      names = "--external-id",
      paramLabel = "ID",
      description = "your own id of the recording; the file's name if left out")
  private Optional<String> externalId = Optional.empty();

  @Option(names = "--recorded-at", paramLabel = "TIME", description = "2026-05-16T09:12:00Z")
  private Optional<String> recordedAt = Optional.empty();

  @Option(names = "--language", paramLabel = "CODE", description = "such as en")
  private Optional<String> language = Optional.empty();

  @Option(names = "--tag", paramLabel = "TEXT", description = "may be given up to 20 times")
  private List<String> tags = List.of();

  private final Map<String, String> environment;

  IngestCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new IngestCommand(System.getenv()));
    command.setExecutionExceptionHandler(
        (failure, line, parsed) -> {
          if (!(failure instanceof UserException)) {
            throw failure;
          }
          line.getErr().println(failure.getMessage());
          return 1;
        });
    System.exit(command.execute(arguments));
  }

  @Override
  public Integer call() throws Exception {
    if (timeoutSeconds < 1) {
      throw new UserException("--timeout must be at least 1 second");
    }
    Duration limit = wait ? Duration.ofSeconds(timeoutSeconds) : Duration.ZERO;
    var files = InputFile.all(paths, System.in, details());
    var result =
        new Ingest(new Addresses(environment).kafka(), search()).run(files, limit, progress());
    result.failed().forEach(System.err::println);
    System.out.printf("%d published, %d failed%n", result.published(), result.failed().size());
    return result.failed().isEmpty() ? 0 : 1;
  }

  private TranscriptFile.Details details() {
    check(endUser.isEmpty() || Ids.parse(EndUserId::new, endUser.get()).isPresent(), "--end-user");
    check(Ids.parse(ProjectId::new, project).isPresent(), "--project");
    check(mode.equals("live") || mode.equals("test"), "--mode");
    check(
        tags.size() <= MAX_TAGS
            && tags.stream().noneMatch(tag -> tag.isBlank() || tag.length() > MAX_TAG),
        "--tag");
    check(externalId.orElse("x").length() <= MAX_EXTERNAL_ID, "--external-id");
    Optional<Instant> at = recordedAt.flatMap(WireTime::parse);
    check(recordedAt.isEmpty() || at.isPresent(), "--recorded-at");
    return new TranscriptFile.Details(
        project, mode, endUser, title, externalId, at, language, List.copyOf(tags));
  }

  private static void check(boolean right, String option) {
    if (!right) {
      throw new UserException(option + " is not what it must be: see infra/ingest --help");
    }
  }

  private static Progress progress() {
    return Terminal.isError() ? new TerminalProgress() : Progress.NONE;
  }

  private SearchService search() {
    return new SearchService(
        new Addresses(environment).search(),
        KeptSecret.INTERNAL_TOKEN.find(Home.find(environment), environment),
        environment);
  }
}
