package dev.hark.ask.crash;

import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.stack.process.FreePorts;
import dev.hark.stack.process.JavaCommand;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The service as it is run: its jar, in a process of its own. */
final class ServiceProcess implements AutoCloseable {
  private static final String JAR = "ask-service/target/hark-ask-service-0.1.0-SNAPSHOT.jar";
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final int healthPort = FreePorts.next();
  private final Process process;
  private final ManagedChannel channel;

  /** Starts it and waits until it is ready. */
  ServiceProcess(Map<String, String> environment) {
    int port = FreePorts.next();
    ProcessBuilder builder =
        new ProcessBuilder(
                JavaCommand.service(Path.of(System.getProperty("hark.root", "."), JAR), "256m")
                    .line())
            .inheritIO();
    builder.environment().putAll(environment);
    builder.environment().put("HARK_ASK_PORT", String.valueOf(port));
    builder.environment().put("HARK_ASK_HEALTH_PORT", String.valueOf(healthPort));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    channel =
        Grpc.newChannelBuilder("127.0.0.1:" + port, InsecureChannelCredentials.create())
            .intercept(
                InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))
                    .tokenOnCalls())
            .build();
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .failFast("the service ended", () -> !process.isAlive())
        .until(this::isReady);
  }

  private boolean isReady() throws InterruptedException {
    URI health = URI.create("http://127.0.0.1:" + healthPort + "/health");
    try {
      return HTTP.send(
                  HttpRequest.newBuilder(health).timeout(Duration.ofSeconds(5)).build(),
                  HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    }
  }

  AskServiceBlockingStub stub() {
    return AskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(120, TimeUnit.SECONDS);
  }

  /** SIGKILL: nothing of the service runs any more, no hook, no finally. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
    channel.shutdownNow();
  }

  @Override
  public void close() {
    kill();
  }
}
