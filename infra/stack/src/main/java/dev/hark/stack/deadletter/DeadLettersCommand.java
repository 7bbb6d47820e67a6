package dev.hark.stack.deadletter;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.installation.Addresses;
import dev.hark.stack.installation.UserException;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code infra/dead-letters}. */
@Command(
    name = "infra/dead-letters",
    mixinStandardHelpOptions = true,
    version = "0.1.0",
    description = "Shows events that could not be taken, and sends them again.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ListLetters.class, ShowLetter.class, RetryLetters.class})
public final class DeadLettersCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<String, String> environment;

  DeadLettersCommand(Map<String, String> environment) {
    this.environment = Map.copyOf(environment);
  }

  public static void main(String[] arguments) {
    System.exit(commandLine(System.getenv()).execute(arguments));
  }

  static CommandLine commandLine(Map<String, String> environment) {
    return new CommandLine(new DeadLettersCommand(environment))
        .registerConverter(Place.class, new Ids())
        .setExecutionExceptionHandler(
            (failure, line, parsed) -> {
              if (!(failure instanceof UserException)) {
                throw failure;
              }
              line.getErr().println(failure.getMessage());
              return 1;
            });
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "list, show or retry?");
  }

  String kafka() {
    return new Addresses(environment).kafka();
  }

  /** Of the terminal that is written to, as the script has found it; else no limit. */
  int width(boolean terminal) {
    String columns = environment.getOrDefault("COLUMNS", "");
    return terminal && columns.matches("[1-9][0-9]{1,3}")
        ? Integer.parseInt(columns)
        : Integer.MAX_VALUE;
  }

  private static final class Ids implements ITypeConverter<Place> {
    @Override
    public Place convert(String text) {
      return Place.parse(text)
          .orElseThrow(
              () -> new TypeConversionException("an ID is as list shows it, such as 3-17"));
    }
  }
}
