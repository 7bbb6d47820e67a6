package dev.hark.gateway.testing;

import dev.hark.contract.FakeAskService;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.gateway.key.KeyMaker;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import dev.hark.stack.process.JavaCommand;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * The gateway as it is run: its jar, in a process of its own, with services that a test directs.
 */
public final class GatewayProcess implements AutoCloseable {
  private static final String JAR = "gateway/target/hark-gateway-0.1.0-SNAPSHOT.jar";

  private final Services services;
  private final int port = freePort();
  private final String database;
  private final boolean ownServices;
  private final Process process;

  private GatewayProcess(
      boolean ownServices, Services services, String database, List<String> options) {
    Stack stack = SharedStack.get();
    this.services = services;
    this.database = database;
    this.ownServices = ownServices;
    JavaCommand command =
        JavaCommand.service(
            Path.of(System.getProperty("hark.root", "."), JAR),
            "256m",
            options.toArray(String[]::new));
    ProcessBuilder builder = new ProcessBuilder(command.line()).inheritIO();
    builder
        .environment()
        .putAll(
            Map.of(
                "HARK_GATEWAY_PORT",
                String.valueOf(port),
                "HARK_SEARCH_ADDRESS",
                services.searchAddress(),
                "HARK_ASK_ADDRESS",
                services.askAddress(),
                "HARK_KAFKA_BOOTSTRAP",
                stack.kafkaBootstrap(),
                "HARK_KAFKA_OUTCOMES_TOPIC",
                "",
                "HARK_POSTGRES_URL",
                database,
                "HARK_POSTGRES_USER",
                stack.postgresUser()));
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static GatewayProcess start(String... options) {
    Stack stack = SharedStack.get();
    String database =
        stack.createDatabase("gateway_" + UUID.randomUUID().toString().replace("-", ""));
    KeyMaker.prepare(database, stack.postgresUser());
    return new GatewayProcess(true, new Services(), database, List.of(options));
  }

  /** On the database of another one and with its services. */
  public static GatewayProcess beside(RunningGateway other, String... options) {
    return new GatewayProcess(false, other.services(), other.database(), List.of(options));
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public FakeIndexService indexService() {
    return services.index;
  }

  public FakeSearchService searchService() {
    return services.search;
  }

  public FakeAskService askService() {
    return services.ask;
  }

  public String key(String... options) {
    return KeyMaker.create(database, List.of(options)).path("key").asText();
  }

  public RawHttp http() {
    return new RawHttp(port);
  }

  /** Also false while nobody listens. */
  public boolean isReady() {
    try {
      return http().get("/health").status() == 200;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** The most memory that it has had, as the system counts it. */
  public String peakMemory() {
    try {
      return Files.readAllLines(Path.of("/proc", String.valueOf(process.pid()), "status")).stream()
          .filter(line -> line.startsWith("VmHWM"))
          .findFirst()
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  /** Bytes of the heap that are in use once what is not was thrown away. */
  public long liveHeap() {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    String pid = String.valueOf(process.pid());
    try {
      Process asked = new ProcessBuilder(jcmd, pid, "GC.class_histogram").start();
      String total =
          asked.inputReader().lines().filter(line -> line.startsWith("Total")).findFirst().get();
      return Long.parseLong(total.substring(total.lastIndexOf(' ') + 1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks it to end, as an operator would, and does not wait. */
  public void terminate() {
    process.destroy();
  }

  /** SIGKILL: nothing of it runs any more, no hook, no finally. */
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Whether it has ended in time. */
  public boolean hasEnded(long seconds) {
    try {
      return process.waitFor(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    if (ownServices) {
      services.stop();
    }
  }
}
