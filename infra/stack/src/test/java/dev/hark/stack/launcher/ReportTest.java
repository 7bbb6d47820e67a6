package dev.hark.stack.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.RunState;
import dev.hark.stack.installation.UserException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
  private static final RunState STATE =
      RunState.of(RunState.Phase.READY, "", Ports.from(Map.of()), Map.of("gateway", 7L));

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void keepADemoProject() {
    new DemoProject("proj_demo", "eu_1", "sk_live_1", "rk_live_1", true).write(home());
  }

  private Home home() {
    return new Home(folder, folder);
  }

  @Test
  void saysToEndAnEarlierReleaseThatRuns() {
    var failure = assertThrows(UserException.class, () -> Report.of(home(), STATE));
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains("Stop it with infra/down first"), message);
  }

  @Test
  void hasThePasswordOfTheDatabase() throws IOException {
    Files.writeString(folder.resolve("postgres-passwords"), "hark_operator=some123\n");
    String url =
        new ObjectMapper().readTree(Report.of(home(), STATE).json()).path("postgres").asText();
    assertTrue(url.contains("some123"), url);
    assertEquals(-1, Report.of(home(), STATE).text().indexOf("some123"));
  }
}
