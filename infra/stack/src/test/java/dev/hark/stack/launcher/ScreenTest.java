package dev.hark.stack.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.stack.launcher.Supervisor.Status;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ScreenTest {
  private static final Instant START = Instant.parse("2026-05-16T09:12:00Z");

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = START;
  private final Screen screen =
      new Screen(new PrintStream(out, true, StandardCharsets.UTF_8), false, 80, () -> now);

  private void tell(int second, Status.Phase phase, String message) {
    now = START.plusSeconds(second);
    screen.changed("gateway", new Status(phase, OptionalLong.of(7), 0, message));
  }

  private List<String> said() {
    return out.toString(StandardCharsets.UTF_8).lines().toList();
  }

  @Test
  void whatIsNotThereYetIsNoNewsAtTheStart() {
    tell(0, Status.Phase.STARTING, "");
    tell(1, Status.Phase.STARTING, "postgresql: cannot be reached");
    tell(2, Status.Phase.STARTING, "no answer yet");
    tell(3, Status.Phase.READY, "");
    assertEquals(
        List.of("  gateway         starting    pid 7", "  gateway         ready       pid 7"),
        said());
  }

  @Test
  void whatALongStartMissesIsSaid() {
    tell(0, Status.Phase.STARTING, "");
    tell(1, Status.Phase.STARTING, "no answer yet");
    tell(30, Status.Phase.STARTING, "postgresql: cannot be reached");
    assertEquals(
        List.of(
            "  gateway         starting    pid 7",
            "  gateway         starting    pid 7        postgresql: cannot be reached"),
        said());
  }

  @Test
  void whatBecomesUnreadyIsSaidAtOnce() {
    tell(0, Status.Phase.STARTING, "");
    tell(1, Status.Phase.READY, "");
    tell(2, Status.Phase.UNREADY, "postgresql: cannot be reached");
    assertEquals(
        "  gateway         unready     pid 7        postgresql: cannot be reached",
        said().getLast());
  }
}
