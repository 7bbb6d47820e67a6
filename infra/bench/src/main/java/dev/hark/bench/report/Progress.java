package dev.hark.bench.report;

import java.io.PrintStream;

/** Shows how far something is: a bar that moves on a terminal, a line per quarter elsewhere. */
public final class Progress {
  private static final int WIDTH = 30;

  private final PrintStream out;
  private final boolean terminal;
  private String name = "";
  private int total;
  private int done;

  public Progress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  public void start(String name, int total) {
    this.name = name;
    this.total = total;
    this.done = 0;
    show();
  }

  public void step() {
    done++;
    if (terminal || done * 4 / total > (done - 1) * 4 / total) {
      show();
    }
  }

  public void end() {
    if (terminal) {
      out.println();
    }
  }

  private void show() {
    int filled = total == 0 ? WIDTH : WIDTH * done / total;
    String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
    String line = "%-8s %s %d/%d".formatted(name, bar, done, total);
    if (terminal) {
      out.print("\r" + line);
    } else {
      out.println(line);
    }
    out.flush();
  }
}
