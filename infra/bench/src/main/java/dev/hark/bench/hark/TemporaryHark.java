package dev.hark.bench.hark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.stack.process.FreePorts;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/** A whole Hark on free ports, with data of its own. */
public final class TemporaryHark implements AutoCloseable {
  private static final List<String> SERVERS =
      List.of(
          "GATEWAY",
          "ASK",
          "ASK_HEALTH",
          "SEARCH",
          "SEARCH_HEALTH",
          "INDEXER",
          "POSTGRES",
          "KAFKA",
          "OPENSEARCH");

  private static final String TOKEN = "HARK_INTERNAL_TOKEN";

  private final Commands commands;
  private final Map<String, String> environment;
  private final Path data;
  private final JsonNode addresses;
  private final AtomicBoolean closed = new AtomicBoolean();
  private final AtomicBoolean discarded = new AtomicBoolean();

  private TemporaryHark(Path root, Map<String, String> settings) throws IOException {
    this.data = Files.createTempDirectory("hark-eval");
    this.environment = environment(data, settings);
    this.commands = new Commands(root, environment);
    // It runs in processes of its own, which would outlive an evaluation that is broken off.
    Runtime.getRuntime().addShutdownHook(new Thread(this::close, "stop-hark"));
    try {
      this.addresses = commands.json("infra/up", "--no-demo", "--detach", "--json");
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** Starts it by the project's own {@code infra/up} and waits until it is ready. */
  public static TemporaryHark start(Path root) throws IOException {
    return start(root, Map.of());
  }

  /** The same with settings of its services, as environment variables. */
  public static TemporaryHark start(Path root, Map<String, String> settings) throws IOException {
    return new TemporaryHark(root, settings);
  }

  private static Map<String, String> environment(Path data, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>(settings);
    environment.put("HARK_DATA_DIR", data.toString());
    environment.put(TOKEN, UUID.randomUUID().toString());
    // Each question is asked several times: without this its vector would be there already.
    environment.put("HARK_EMBEDDING_CACHED_QUERIES", "0");
    for (String server : SERVERS) {
      environment.put("HARK_" + server + "_PORT", String.valueOf(FreePorts.next()));
    }
    return Map.copyOf(environment);
  }

  public String gateway() {
    return addresses.required("gateway").asText();
  }

  public String kafka() {
    return addresses.required("kafka").asText();
  }

  /** A connection to its search-service, to be shut down by whoever asked for it. */
  public ManagedChannel searchChannel() {
    return InternalConfiguration.plainText(environment.getOrDefault(TOKEN, ""))
        .channelTo("127.0.0.1:" + environment.get("HARK_SEARCH_PORT"))
        .build();
  }

  /** A key that may read all of the evaluation's project, as often as it likes. */
  public String createKey() throws IOException {
    return createKey(new Library(List.of()));
  }

  /** The same of this library's project. */
  public String createKey(Library library) throws IOException {
    return commands
        .json(
            "infra/keys",
            "create",
            "--project",
            library.project(),
            "--rate-limit",
            "10000000",
            "--json")
        .required("key")
        .asText();
  }

  /** Its data is of no more use: nothing has gone wrong that its logs could explain. */
  public void discard() {
    discarded.set(true);
  }

  /** Stops it, and removes its data if that is of no more use. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    try {
      commands.run("infra/down");
      if (discarded.get()) {
        delete(data);
      } else {
        System.err.println("what it leaves, its logs too, is in " + data);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + data, e);
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
