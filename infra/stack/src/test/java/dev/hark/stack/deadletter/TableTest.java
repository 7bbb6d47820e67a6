package dev.hark.stack.deadletter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableTest {
  private final StringWriter out = new StringWriter();

  private List<String> lines() {
    return out.toString().lines().toList();
  }

  @Test
  void columnsAreAsWideAsTheyNeedAndLinesAsTheTerminalIs() {
    Table table = new Table("ID", "KEY", "MESSAGE");
    table.add("3-17", "rec_1", "data.segments: expected");
    table.add("", "rec_12", "short");
    table.print(new PrintWriter(out, true), 21);
    assertEquals(
        List.of(
            "ID    KEY     MESSAGE", "3-17  rec_1", "    data.segments: e…", "-     rec_12  short"),
        lines());
  }

  @Test
  void nothingThatAStrangerWroteMovesTheTerminal() {
    Table table = new Table("ID", "KEY");
    table.add("3-17", "rec_1\u001b[2J\r\n\u202e\u009b1m");
    table.print(new PrintWriter(out, true), Integer.MAX_VALUE);
    assertEquals(
        List.of("ID    KEY", "3-17  rec_1\\u001B[2J\\u000D\\u000A\\u202E\\u009B1m"), lines());
    assertEquals("a\nb\\u001B", Printable.lines("a\nb\u001b"), "an event keeps its own lines");
  }
}
