package dev.hark.stack.deadletter;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.installation.UserException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code dead-letters retry}: the events as they came, to the topic that they came from. */
@Command(
    name = "retry",
    description = {
      "Sends the events again as they came: to their topic, with their key and headers.",
      "Each once: one that was sent again already needs --again. Ends with 1 when any was not"
          + " sent.",
      "What was deleted stays deleted, and what has been replaced meanwhile stays so."
    },
    mixinStandardHelpOptions = true)
final class RetryLetters implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @ParentCommand private DeadLettersCommand command = new DeadLettersCommand(Map.of());

  @Parameters(arity = "0..*", paramLabel = "ID", description = "as list shows them, such as 3-17")
  private List<Place> ids = List.of();

  @Option(names = "--all", description = "every one that was not sent again yet")
  private boolean all;

  @Option(
      names = "--code",
      paramLabel = "CODE",
      description = "every one with this error code that was not sent again yet")
  private @Nullable String code;

  @Option(names = "--again", description = "also those that were sent again already")
  private boolean again;

  private int sent;
  private final List<String> failures = new ArrayList<>();
  // A letter that crossed a crash is there twice, with one event.
  private final Set<Place> sources = new HashSet<>();

  @Override
  public Integer call() {
    if ((ids.isEmpty() ? 0 : 1) + (all ? 1 : 0) + (code == null ? 0 : 1) != 1) {
      throw new ParameterException(spec.commandLine(), "either IDs, or --all, or --code CODE");
    }
    String kafka = command.kafka();
    try (DeadLetters letters = DeadLetters.of(kafka);
        Retries retries = new Retries(kafka)) {
      if (ids.isEmpty()) {
        letters.forEach(letter -> consider(letter, retries));
      } else {
        ids.forEach(id -> one(id, letters.find(id), retries));
      }
    }
    PrintWriter errors = spec.commandLine().getErr();
    failures.forEach(errors::println);
    errors.flush();
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%d sent again, %d not%n", sent, failures.size());
    out.flush();
    return failures.isEmpty() ? 0 : 1;
  }

  private void consider(DeadLetter letter, Retries retries) {
    boolean meant = code == null || code.equals(letter.code());
    if (meant && (again || retries.last(letter).isEmpty())) {
      send(letter, retries);
    }
  }

  private void one(Place id, Optional<DeadLetter> found, Retries retries) {
    if (found.isEmpty()) {
      failures.add("there is no dead letter " + id);
      return;
    }
    Optional<Instant> last = retries.last(found.get());
    if (last.isPresent() && !again) {
      failures.add(id + " was sent again at " + last.get() + ": --again sends it once more");
      return;
    }
    send(found.get(), retries);
  }

  private void send(DeadLetter letter, Retries retries) {
    if (letter.source().isPresent() && !sources.add(letter.source().get())) {
      return;
    }
    try {
      retries.send(letter);
      sent++;
    } catch (UserException e) {
      failures.add(letter.id() + ": " + e.getMessage());
    }
  }
}
