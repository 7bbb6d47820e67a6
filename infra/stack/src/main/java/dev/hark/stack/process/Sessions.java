package dev.hark.stack.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Starts processes in a session of their own, so that Ctrl-C on a terminal reaches this JVM alone
 * and it decides in which order the others end. What they make is their owner's alone.
 */
public final class Sessions {
  // Part of util-linux. macOS has none: there the processes stay in the terminal's group.
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));

  private Sessions() {}

  /**
   * The command line that runs the given one in a session of its own, under the same process id.
   */
  public static List<String> detached(String... line) {
    return detached(List.of(line));
  }

  /**
   * The command line that runs the given one in a session of its own, under the same process id.
   */
  public static List<String> detached(List<String> line) {
    List<String> whole = new ArrayList<>();
    SETSID.stream().filter(Files::isExecutable).findFirst().ifPresent(p -> whole.add(p.toString()));
    whole.addAll(OwnerOnly.command(line));
    return whole;
  }
}
