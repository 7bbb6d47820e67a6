package dev.hark.stack.launcher;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.stack.installation.Home;
import dev.hark.stack.installation.Ports;
import dev.hark.stack.installation.UserException;
import dev.hark.stack.postgres.Role;
import dev.hark.stack.process.JavaCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Has the gateway's own key command make the keys of the demo project. */
record DemoKeys(Home home, Ports ports) {
  private static final String COMMAND = "dev.hark.gateway.key.KeysCommand";
  // A newcomer tries things in loops; the usual limit of 100 a minute would only puzzle.
  private static final String REQUESTS_A_MINUTE = "60000";

  DemoProject create() {
    var secret = CompletableFuture.supplyAsync(() -> key("demo"));
    var endUser =
        CompletableFuture.supplyAsync(
            () -> key("demo end user", "--end-user", DemoProject.END_USER));
    try {
      return new DemoProject(
          DemoProject.PROJECT, DemoProject.END_USER, secret.join(), endUser.join(), false);
    } catch (CompletionException e) {
      throw new UserException("the keys of the demo project could not be made: " + e.getCause());
    }
  }

  private String key(String name, String... more) {
    List<String> line = new ArrayList<>();
    Path jar = home.jar(Services.GATEWAY_MODULE, Services.GATEWAY_ARTIFACT);
    line.addAll(
        JavaCommand.withHeap("16m", "128m")
            .add("-XX:TieredStopAtLevel=1", "-cp", jar.toString(), COMMAND)
            .line());
    line.addAll(List.of("create", "--project", DemoProject.PROJECT, "--name", name, "--json"));
    line.addAll(List.of("--rate-limit", REQUESTS_A_MINUTE));
    line.addAll(List.of(more));
    try {
      Path log = home.logs().resolve("keys.log");
      ProcessBuilder builder = new ProcessBuilder(line);
      builder.environment().putAll(Services.database(home, ports, Role.GATEWAY));
      builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
      return read(builder.start(), log);
    } catch (IOException e) {
      throw new UserException("cannot run the key command: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UserException("interrupted");
    }
  }

  private static String read(Process process, Path log) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new UserException("the key command failed: " + Files.readString(log).strip());
    }
    // Its log may write before the answer, which is the last line.
    String last = output.strip().lines().reduce("", (before, line) -> line);
    String key = new ObjectMapper().readTree(last).path("key").asText();
    if (key.isEmpty()) {
      throw new UserException("the key command printed no key");
    }
    return key;
  }
}
