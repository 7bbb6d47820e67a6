package dev.hark.stack.deadletter;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns as wide as they need. */
final class Table {
  private static final String BETWEEN = "  ";

  private final List<String[]> rows = new ArrayList<>();

  Table(String... names) {
    rows.add(names);
  }

  /** Empty texts are shown as a dash. */
  void add(String... row) {
    String[] shown = new String[row.length];
    for (int i = 0; i < row.length; i++) {
      shown[i] = row[i].isEmpty() ? "-" : Printable.line(row[i]);
    }
    rows.add(shown);
  }

  /**
   * Prints each row in a line of at most so many characters, its last column in a line of its own
   * where the row has no room for it.
   */
  void print(PrintWriter out, int width) {
    int last = rows.getFirst().length - 1;
    int[] widths = new int[last];
    for (String[] row : rows) {
      for (int i = 0; i < last; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < last; i++) {
        line.append(row[i]).repeat(' ', widths[i] - row[i].length()).append(BETWEEN);
      }
      if (line.length() + row[last].length() <= width) {
        out.println(line.append(row[last]));
      } else {
        out.println(cut(line.toString().stripTrailing(), width));
        out.println(cut(BETWEEN + BETWEEN + row[last], width));
      }
    }
  }

  private static String cut(String line, int width) {
    return line.length() <= width ? line : line.substring(0, width - 1) + "…";
  }
}
