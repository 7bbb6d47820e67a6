package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.RunState;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code infra/down}. */
@Command(
    name = "infra/down",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = "Stops what infra/up runs; the data stays.")
public final class DownCommand implements Callable<Integer> {
  // Longer than services and servers together may take before they are killed.
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final Map<String, String> environment;

  DownCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new DownCommand(System.getenv())).execute(arguments));
  }

  @Override
  public Integer call() throws InterruptedException, ExecutionException {
    Optional<ProcessHandle> launcher =
        RunState.ofRunning(Home.find(environment)).flatMap(state -> ProcessHandle.of(state.pid()));
    if (launcher.isEmpty()) {
      System.out.println("Hark is not up.");
      return 0;
    }
    launcher.get().destroy();
    try {
      launcher.get().onExit().get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
      System.out.println("Hark is stopped.");
      return 0;
    } catch (TimeoutException e) {
      System.err.printf("process %d has not ended yet%n", launcher.get().pid());
      return 1;
    }
  }
}
