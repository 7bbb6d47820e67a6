package dev.hark.indexer.kafka;

import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.JavaCommand;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** The worker as it is run: its jar, in a process of its own. */
final class WorkerProcess implements AutoCloseable {
  private static final String JAR = "indexer-worker/target/hark-indexer-worker-0.1.0-SNAPSHOT.jar";

  private final HttpClient http = HttpClient.newHttpClient();
  private final int port = FreePorts.next();
  private final Process process;

  WorkerProcess(Map<String, String> environment) {
    JavaCommand command =
        JavaCommand.service(Path.of(System.getProperty("hark.root", "."), JAR), "256m");
    ProcessBuilder builder = new ProcessBuilder(command.line()).redirectErrorStream(true);
    builder.environment().put("HARK_INDEXER_PORT", String.valueOf(port));
    builder.environment().putAll(environment);
    builder.inheritIO();
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** The answer to a GET; nothing while nobody listens. */
  Optional<HttpResponse<String>> get(String path) {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try {
      return Optional.of(
          http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean isReady() {
    return get("/health").map(answer -> answer.statusCode() == 200).orElse(false);
  }

  /** Asks it to end, as an operator would; gives its exit code. */
  int terminate(long seconds) {
    process.destroy();
    try {
      if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
        throw new IllegalStateException("still there after " + seconds + " s");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
