package dev.hark.stack.launcher;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * One line per service. On a terminal the lines stay in place and follow what happens; elsewhere
 * each change is a line of its own. Thread-safe.
 */
final class Screen {
  private static final int USUAL_WIDTH = 80;

  private final PrintStream out;
  private final boolean inPlace;
  private final int width;
  private List<Supervisor> services = List.of();
  private int drawn;

  Screen(PrintStream out, boolean inPlace, int width) {
    this.out = out;
    this.inPlace = inPlace;
    this.width = width;
  }

  /** On the given stream, in place when that is a terminal. */
  static Screen on(PrintStream out, boolean terminal) {
    String columns = System.getenv().getOrDefault("COLUMNS", "");
    int width = columns.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(columns) : USUAL_WIDTH;
    return new Screen(out, terminal, width);
  }

  synchronized void show(List<Supervisor> all) {
    services = all;
    redraw();
  }

  synchronized void changed(Supervisor service) {
    if (inPlace) {
      redraw();
    } else {
      out.println(line(service));
    }
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
    services.forEach(s -> out.println(cut(line(s))));
    drawn = services.size();
    out.flush();
  }

  private void erase() {
    if (inPlace && drawn > 0) {
      out.print("\u001b[" + drawn + "A\u001b[J");
      drawn = 0;
    }
  }

  static String line(Supervisor service) {
    Status status = service.status();
    String pid = status.pid().isPresent() ? "pid " + status.pid().getAsLong() : "";
    String restarts = status.deaths() == 0 ? "" : "restarts " + status.deaths() + "  ";
    String phase = status.phase().name().toLowerCase(Locale.ROOT);
    return "  %-15s %-11s %-12s %s%s"
        .formatted(service.name(), phase, pid, restarts, status.message().replace('\n', ' '))
        .stripTrailing();
  }

  private String cut(String line) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
