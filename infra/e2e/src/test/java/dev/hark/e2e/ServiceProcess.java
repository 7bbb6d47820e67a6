package dev.hark.e2e;

import dev.hark.stack.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** One service of {@link RunningHark} that a test starts itself, so that it can kill it at will. */
final class ServiceProcess implements AutoCloseable {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final Process process;
  private final URI health;
  private final Path log;

  private ServiceProcess(Process process, URI health, Path log) {
    this.process = process;
    this.health = health;
    this.log = log;
  }

  /**
   * @param jar path below the project's root
   * @param heap at most
   * @param healthPort where the service answers {@code /health}
   */
  static ServiceProcess start(
      String jar, int healthPort, Map<String, String> environment, String heap) {
    List<String> command =
        JavaCommand.service(Path.of(System.getProperty("hark.root"), jar), heap).line();
    try {
      Path log = Files.createTempFile("hark-e2e", ".log");
      log.toFile().deleteOnExit();
      ProcessBuilder builder =
          new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
      builder.environment().put("HARK_INTERNAL_TOKEN", RunningHark.get().internalToken());
      builder.environment().putAll(environment);
      URI health = URI.create("http://127.0.0.1:" + healthPort + "/health");
      return new ServiceProcess(builder.start(), health, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean isReady() {
    HttpRequest request = HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(2)).build();
    try {
      return CLIENT.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL: nothing of the service runs any more, no hook, no finally. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
