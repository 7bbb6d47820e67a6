package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.UserException;
import java.io.PrintStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code infra/up}. */
@Command(
    name = "infra/up",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = {
      "Starts PostgreSQL, Kafka, OpenSearch and Hark's services and keeps them running.",
      "Ctrl-C stops them. While they run already, prints where and with which keys."
    })
public final class UpCommand implements Callable<Integer> {
  @Mixin private UpOptions options = new UpOptions();

  private final Map<String, String> environment;

  UpCommand(Map<String, String> environment) {
    this.environment = environment;
  }

  public static void main(String[] arguments) {
    CommandLine command = new CommandLine(new UpCommand(System.getenv()));
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
    Home home = Home.find(environment);
    Optional<RunLock> lock = RunLock.take(home);
    if (lock.isEmpty()) {
      print(new RunningStack(home).report(options.fresh));
    } else if (options.detach) {
      lock.get().close();
      print(new DetachedStart(home, options, screenOut()).report());
    } else {
      new Foreground(home, environment, options, System.out, screenOut()).run(lock.get());
    }
    return 0;
  }

  private void print(Report report) {
    System.out.println(options.json ? report.json() : report.text());
  }

  /** The standard output holds nothing but the object when one is wanted. */
  private PrintStream screenOut() {
    return options.json ? System.err : System.out;
  }
}
