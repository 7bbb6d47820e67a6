package dev.hark.stack.process;

import java.util.List;
import java.util.Map;

/** A command line and what is added to the environment of the process. */
public record Command(List<String> line, Map<String, String> environment) {
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
