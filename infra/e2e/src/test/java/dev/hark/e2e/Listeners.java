package dev.hark.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process takes connections, as Linux tells it. */
final class Listeners {
  private static final String LISTENING = "0A";

  private Listeners() {}

  /**
   * Of a process and its children: addresses in the hexadecimal form of {@code /proc/net/tcp}, each
   * with its port.
   */
  static List<String> of(long pid) throws IOException {
    Path process = Path.of("/proc", String.valueOf(pid));
    Set<String> sockets = sockets(process);
    List<ProcessHandle> children =
        ProcessHandle.of(pid).map(ProcessHandle::descendants).orElse(Stream.of()).toList();
    for (ProcessHandle child : children) {
      sockets.addAll(sockets(Path.of("/proc", String.valueOf(child.pid()))));
    }
    List<String> addresses = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      for (String line : Files.readAllLines(process.resolve(table))) {
        String[] columns = line.strip().split(" +", -1);
        if (columns.length > 9 && columns[3].equals(LISTENING) && sockets.contains(columns[9])) {
          addresses.add(columns[1]);
        }
      }
    }
    return addresses;
  }

  private static Set<String> sockets(Path process) throws IOException {
    Set<String> sockets = new HashSet<>();
    try (Stream<Path> open = Files.list(process.resolve("fd"))) {
      for (Path file : open.toList()) {
        if (Files.isSymbolicLink(file)) {
          String target = Files.readSymbolicLink(file).toString();
          sockets.add(target.replaceAll("socket:\\[([0-9]+)]", "$1"));
        }
      }
    }
    return sockets;
  }

  /** 127.0.0.1, also as IPv6 writes it, or ::1; the kernel tells words in the machine's order. */
  static boolean isLoopback(String address) {
    return address.startsWith("0100007F:")
        || address.startsWith("0000000000000000FFFF00000100007F:")
        || address.startsWith("00000000000000000000000001000000:");
  }
}
