package dev.hark.stack.process;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Something that runs as a process of its own and says when it is ready.
 *
 * <p>Not bound to one run: {@link #prepare} is called before every start, the first and each
 * restart, and must find its own data of the run before.
 */
public interface Program {
  /** Short and unique in a stack; names the log file and the line on the screen. */
  String name();

  /** Makes what the process needs on disk and says how to start it. */
  Command prepare() throws IOException;

  /** Asks the running process itself; returns within a few seconds and never throws. */
  Readiness probe();

  /** The signal that asks it to end in an orderly way. */
  default String stopSignal() {
    return "TERM";
  }

  /** How long it may take to end before it is killed. */
  default Duration grace() {
    return Duration.ofSeconds(10);
  }

  /** What a program answered when it was asked whether it is ready. */
  sealed interface Readiness {
    /** It does its work. */
    record Ready() implements Readiness {}

    /** It does not yet, or no longer; the reason is for a person to read. */
    record NotReady(String reason) implements Readiness {}

    /** For probes that fail by an exception: its message, or its kind when it has none. */
    static Readiness failed(Exception failure) {
      String message = failure.getMessage();
      return new NotReady(message == null ? failure.getClass().getSimpleName() : message);
    }
  }

  /** A command line and what is added to the environment of the process. */
  record Command(List<String> line, Map<String, String> environment) {
    public Command {
      line = List.copyOf(line);
      environment = Map.copyOf(environment);
      if (line.isEmpty()) {
        throw new IllegalArgumentException("a command line needs a program");
      }
    }

    public Command(List<String> line) {
      this(line, Map.of());
    }
  }
}
