package dev.hark.stack.ingest;

import dev.hark.stack.installation.Addresses;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.KeptSecret;
import dev.hark.stack.installation.Terminal;
import dev.hark.stack.installation.UserException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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
      "Publishes events to Hark: files of one event a line (.jsonl, .ndjson).",
      "Ends with 1 when any line failed, and lists each by file and line."
    })
public final class IngestCommand implements Callable<Integer> {
  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|DIR|-",
      description = "a file, a folder with such files, or - for the standard input")
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
    var files = EventFile.all(paths, System.in);
    var result =
        new Ingest(new Addresses(environment).kafka(), search()).run(files, limit, progress());
    result.failed().forEach(System.err::println);
    System.out.printf("%d published, %d failed%n", result.published(), result.failed().size());
    return result.failed().isEmpty() ? 0 : 1;
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
