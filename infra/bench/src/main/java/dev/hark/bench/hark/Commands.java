package dev.hark.bench.hark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** Runs the project's own commands; what they say beside their output goes to the user. */
final class Commands {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  private final Path root;
  private final Map<String, String> environment;

  Commands(Path root, Map<String, String> environment) {
    this.root = root;
    this.environment = environment;
  }

  /** The JSON that the command printed. */
  JsonNode json(String... command) throws IOException {
    String output = run(command);
    try {
      return JSON.readTree(output);
    } catch (JacksonException e) {
      // The output may hold a key: it is not shown.
      throw new IllegalStateException(
          String.join(" ", command)
              + " did not print JSON, but "
              + output.length()
              + " characters");
    }
  }

  String run(String... command) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(root.toFile())
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment);
    Process process = builder.start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = awaitExit(process);
    if (exit != 0) {
      throw new IllegalStateException(String.join(" ", command) + " ended with " + exit);
    }
    return output;
  }

  private static int awaitExit(Process process) {
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
