package dev.hark.clients;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A command that was started, and what it has printed so far. */
public final class RunningCommand {
  private static final int MINUTES = 3;

  private final Process process;
  private final Path out;
  private final Path errors;

  private RunningCommand(Process process, Path out, Path errors) {
    this.process = process;
    this.out = out;
    this.errors = errors;
  }

  /**
   * @throws UncheckedIOException when there is no such command
   */
  static RunningCommand start(Path folder, Map<String, String> environment, List<String> line) {
    try {
      Path out = Files.createTempFile("hark-clients", ".out");
      Path errors = Files.createTempFile("hark-clients", ".err");
      out.toFile().deleteOnExit();
      errors.toFile().deleteOnExit();
      ProcessBuilder builder = new ProcessBuilder(line).directory(folder.toFile());
      builder.environment().putAll(environment);
      builder.redirectOutput(out.toFile()).redirectError(errors.toFile());
      return new RunningCommand(builder.start(), out, errors);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the command is there, and succeeds. */
  static boolean succeeds(Path folder, String... line) {
    try {
      return start(folder, Map.of(), List.of(line)).exit() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** How it ended; it is killed when it does not. */
  public int exit() {
    try {
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
        process.destroyForcibly();
      }
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  public String out() {
    return text(out);
  }

  public String errors() {
    return text(errors);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String toString() {
    return out() + errors();
  }
}
