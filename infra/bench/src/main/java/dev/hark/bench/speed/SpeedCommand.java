package dev.hark.bench.speed;

import dev.hark.bench.sessions.SessionsCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measures how long users wait. */
@Command(
    name = "infra/speed",
    mixinStandardHelpOptions = true,
    subcommands = {
      AskSpeed.class,
      Fairness.class,
      GatewayCost.class,
      LocalSpeed.class,
      SessionsCommand.class
    },
    description = "Measures how long users wait.")
public final class SpeedCommand implements Runnable {
  public static void main(String[] args) {
    CommandLine command = new CommandLine(new SpeedCommand());
    command.setExecutionExceptionHandler(
        (exception, line, parsed) -> {
          line.getErr().println(exception.getMessage());
          return line.getCommandSpec().exitCodeOnExecutionException();
        });
    System.exit(command.execute(args));
  }

  @Override
  public void run() {
    CommandLine.usage(this, System.out);
  }
}
