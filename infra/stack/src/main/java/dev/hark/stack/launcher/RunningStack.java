package dev.hark.stack.launcher;

import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.UserException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The stack that another launcher runs. */
record RunningStack(Home home) {
  // Longer than a launcher gives itself to start.
  private static final Duration TIMEOUT = Duration.ofMinutes(4);

  /** Waits until it is ready; it changes nothing, so it refuses to start afresh. */
  Report report(boolean fresh) throws InterruptedException {
    if (fresh) {
      throw new UserException("Hark is up: stop it with infra/down before a fresh start");
    }
    Instant end = Instant.now().plus(TIMEOUT);
    while (Instant.now().isBefore(end)) {
      Optional<RunState> state = RunState.ofRunning(home);
      if (state.isPresent()) {
        switch (state.get().phase()) {
          case READY -> {
            return Report.of(home, state.get());
          }
          case FAILED -> throw new UserException(state.get().message());
          case STARTING -> {}
        }
      }
      // The launcher is another process, known by the file that it writes.
      Thread.sleep(100);
    }
    throw new UserException("another infra/up is starting and does not become ready");
  }
}
