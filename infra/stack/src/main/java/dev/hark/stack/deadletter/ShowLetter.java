package dev.hark.stack.deadletter;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.installation.UserException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.header.Header;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dead-letters show}: one of them, with the event as it came. */
@Command(
    name = "show",
    description = {
      "Shows one: its headers, then the event as it came.",
      "The event may hold words of a transcript; the headers hold none."
    },
    mixinStandardHelpOptions = true)
final class ShowLetter implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private DeadLettersCommand command = new DeadLettersCommand(Map.of());

  @Parameters(paramLabel = "ID", description = "as list shows it, such as 3-17")
  private Place id = new Place(0, 0);

  @Option(names = "--headers", description = "without the event")
  private boolean headersOnly;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    try (DeadLetters letters = DeadLetters.of(command.kafka())) {
      DeadLetter letter =
          letters.find(id).orElseThrow(() -> new UserException("there is no dead letter " + id));
      out.println("time: " + letter.at());
      out.println("key: " + Printable.line(letter.key()));
      for (Header header : letter.record().headers()) {
        out.println(Printable.line(header.key() + ": " + DeadLetter.text(header)));
      }
      if (!headersOnly) {
        out.flush();
        spec.commandLine().getErr().println("what follows may hold words of a transcript");
        spec.commandLine().getErr().flush();
        out.println();
        out.println(Printable.lines(EventContent.words(letter)));
      }
      out.flush();
    }
    return 0;
  }
}
