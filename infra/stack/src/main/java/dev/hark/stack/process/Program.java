package dev.hark.stack.process;

import java.io.IOException;
import java.time.Duration;

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
}
