package dev.hark.stack.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScriptsIT {
  private final Path root = Path.of(System.getProperty("hark.root"));

  @Test
  void upSaysWhatToDoWhenThereIsNoJdk(@TempDir Path folder) throws Exception {
    Path copy = copyOfScripts(folder);
    Path jdk = copy.resolve("infra/build/jdk25");
    Files.writeString(jdk, "#!/bin/sh\necho 'install a JDK' >&2\nexit 1\n");
    assertEquals("install a JDK", failureOf(copy, "up"));
  }

  @Test
  void theOtherCommandsSayThatHarkIsNotBuilt(@TempDir Path folder) throws Exception {
    Path copy = copyOfScripts(folder);
    for (String command : List.of("down", "ingest", "keys", "dead-letters")) {
      assertTrue(failureOf(copy, command).contains("not built yet"), command);
    }
  }

  private Path copyOfScripts(Path folder) throws IOException {
    Path copy = folder.resolve("a project");
    for (String file :
        List.of(
            "infra/build/jdk25",
            "infra/up",
            "infra/down",
            "infra/ingest",
            "infra/keys",
            "infra/dead-letters",
            "infra/stack/scripts/hark.sh")) {
      Path target = copy.resolve(file);
      Files.createDirectories(target.resolveSibling("."));
      Files.copy(root.resolve(file), target, StandardCopyOption.COPY_ATTRIBUTES);
    }
    return copy;
  }

  private static String failureOf(Path copy, String command) throws Exception {
    Process process =
        new ProcessBuilder(copy.resolve("infra").resolve(command).toString(), "list")
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(1, process.waitFor(), output);
    return output.strip();
  }
}
