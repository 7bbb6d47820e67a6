package dev.hark.stack.launcher;

import dev.hark.stack.launcher.Supervisor.Status;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line per service. On a terminal the lines stay in place and follow what happens; elsewhere
 * each change is a line of its own, but for what a service that has just started still misses: that
 * is said of one that takes long. Thread-safe.
 */
final class Screen {
  private static final int USUAL_WIDTH = 80;

  /** A service that starts reminds of itself more seldom. */
  private static final Duration USUAL_START = Supervisor.REMINDER.minusSeconds(1);

  private final PrintStream out;
  private final boolean inPlace;
  private final int width;
  private final InstantSource clock;
  private final Map<String, Instant> begun = new HashMap<>();
  private List<Supervisor> services = List.of();
  private int drawn;

  Screen(PrintStream out, boolean inPlace, int width, InstantSource clock) {
    this.out = out;
    this.inPlace = inPlace;
    this.width = width;
    this.clock = clock;
  }

  /** On the given stream, in place when that is a terminal. */
  static Screen on(PrintStream out, boolean terminal) {
    String columns = System.getenv().getOrDefault("COLUMNS", "");
    int width = columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    return new Screen(out, terminal, width, InstantSource.system());
  }

  synchronized void show(List<Supervisor> all) {
    services = all;
    redraw();
  }

  synchronized void changed(Supervisor service) {
    if (inPlace) {
      redraw();
    } else {
      changed(service.name(), service.status());
    }
  }

  /** Away from a terminal. */
  void changed(String service, Status status) {
    if (status.phase() == Status.Phase.STARTING && status.message().isEmpty()) {
      begun.put(service, clock.instant());
    }
    boolean missing = status.phase() == Status.Phase.STARTING && !status.message().isEmpty();
    if (!missing || takesLong(service)) {
      out.println(line(service, status));
    }
  }

  private boolean takesLong(String service) {
    Instant now = clock.instant();
    return Duration.between(begun.getOrDefault(service, now), now).compareTo(USUAL_START) >= 0;
  }

  /** Prints above the lines of the services. */
  synchronized void say(String text) {
    erase();
    out.println(text);
    redraw();
  }

  private void redraw() {
    if (!inPlace) {
      return;
    }
    erase();
    services.forEach(s -> out.println(cut(line(s.name(), s.status()))));
    drawn = services.size();
    out.flush();
  }

  private void erase() {
    if (inPlace && drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  private static String line(String service, Status status) {
    String pid = status.pid().isPresent() ? "pid " + status.pid().getAsLong() : "";
    String restarts = status.deaths() == 0 ? "" : "restarts " + status.deaths() + "  ";
    String phase = status.phase().name().toLowerCase(Locale.ROOT);
    return "  %-15s %-11s %-12s %s%s"
        .formatted(service, phase, pid, restarts, status.message().replace('\n', ' '))
        .stripTrailing();
  }

  private String cut(String line) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
