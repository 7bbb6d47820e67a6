package dev.hark.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.stack.postgres.Passwords;
import dev.hark.stack.postgres.Role;
import dev.hark.stack.process.FreePorts;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Hark as a newcomer starts it, by {@code infra/up}: on free ports, with data of its own that is
 * thrown away. One for all tests of this module.
 */
final class RunningHark {
  private static final Path ROOT = Path.of(System.getProperty("hark.root"));
  private static final List<String> PORTS =
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
  private static final List<String> PROVIDERS = List.of("GEMINI", "OPENAI", "CLAUDE");
  private static final String ROOT_TOKEN = "root-token-of-these-tests-and-of-nothing-else";
  private static final ObjectMapper JSON = new ObjectMapper();

  private static final class Holder {
    static final RunningHark INSTANCE = start();
  }

  private static final TraceReceiver TRACES = new TraceReceiver();

  private final Map<String, String> environment;
  private final JsonNode addresses;

  private RunningHark(Map<String, String> environment, JsonNode addresses) {
    this.environment = environment;
    this.addresses = addresses;
  }

  static RunningHark get() {
    return Holder.INSTANCE;
  }

  String address(String name) {
    return addresses.path(name).asText();
  }

  long pid(String service) {
    return addresses.path("pids").path(service).asLong();
  }

  Path dataDirectory() {
    return Path.of(environment.get("HARK_DATA_DIR"));
  }

  /** What its services have recorded of their work. */
  TraceReceiver traces() {
    return TRACES;
  }

  /** By which its services know each other. */
  String internalToken() {
    try {
      return Files.readString(dataDirectory().resolve("internal-token")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How a service beside its own comes to the database: as the role of its kind. */
  Map<String, String> database(Role role) {
    return Map.of(
        "HARK_POSTGRES_URL",
        address("postgres").replaceFirst("\\?.*", ""),
        "HARK_POSTGRES_USER",
        role.user(),
        "HARK_POSTGRES_PASSWORD",
        Passwords.read(dataDirectory()).of(role));
  }

  /** With which commands reach it. */
  Map<String, String> environment() {
    return environment;
  }

  String environment(String name) {
    return environment.getOrDefault(name, "");
  }

  Gateway gateway(String key) {
    return new Gateway(address("gateway"), key);
  }

  /** A new key that sees the whole of a project. */
  Gateway gatewayOf(String projectId) {
    return gatewayOf(projectId, "live");
  }

  /** A new key that sees one half of a project. */
  Gateway gatewayOf(String projectId, String mode, String... more) {
    List<String> command =
        new ArrayList<>(List.of("infra/keys", "create", "--project", projectId, "--mode", mode));
    command.addAll(List.of("--rate-limit", "60000", "--json"));
    command.addAll(List.of(more));
    return gateway(json(run(command.toArray(String[]::new))).path("key").asText());
  }

  /** The same over the admin API, which takes a hundredth of the time. */
  Gateway gatewayWithoutCommand(Owner owner, boolean bound) {
    return gateway(keyWithoutCommand(owner, bound));
  }

  String keyWithoutCommand(Owner owner, boolean bound) {
    ObjectNode asked = JSON.createObjectNode();
    asked.put("project_id", owner.projectId()).put("mode", owner.mode());
    asked.put("rate_limit", 1_000_000);
    if (bound) {
      asked.put("end_user_id", owner.endUserId());
    }
    Gateway.Answer made = gateway(ROOT_TOKEN).post("/v1/admin/keys", asked.toString());
    return made.body().path("key").asText();
  }

  /** Runs a command of the project against this Hark and gives back what it printed. */
  String run(String... command) {
    return run(environment, command);
  }

  JsonNode up(String... options) {
    List<String> command = new ArrayList<>(List.of("infra/up", "--detach", "--json"));
    command.addAll(List.of(options));
    return json(run(command.toArray(String[]::new)));
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static RunningHark start() {
    Map<String, String> environment = new HashMap<>();
    environment.put("HARK_BUILD", "never");
    // Makes one of its own, as it does for a newcomer.
    environment.put("HARK_INTERNAL_TOKEN", "");
    environment.put("OTEL_EXPORTER_OTLP_ENDPOINT", TRACES.endpoint());
    environment.put("OTEL_BSP_SCHEDULE_DELAY", "300");
    // Whoever runs the tests may have keys of their own: nothing goes to a provider.
    PROVIDERS.forEach(name -> environment.put("HARK_" + name + "_API_KEY", ""));
    environment.put("HARK_DEFAULT_PROVIDER", "local");
    environment.put("HARK_ROOT_TOKEN", ROOT_TOKEN);
    environment.put("HARK_WEBHOOK_HTTP_HOSTS", "127.0.0.1");
    PORTS.forEach(
        name -> environment.put("HARK_" + name + "_PORT", String.valueOf(FreePorts.next())));
    try {
      Path data = Files.createTempDirectory("hark-e2e");
      environment.put("HARK_DATA_DIR", data.toString());
      environment.put(
          "HARK_TRANSCRIPT_FOLDERS", Files.createDirectory(data.resolve("transcripts")).toString());
      Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(environment, data)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    JsonNode addresses = json(run(environment, "infra/up", "--detach", "--json"));
    return new RunningHark(Map.copyOf(environment), addresses);
  }

  private static String run(Map<String, String> environment, String... command) {
    try {
      Path output = Files.createTempFile("hark-e2e", ".out");
      Path errors = Files.createTempFile("hark-e2e", ".err");
      ProcessBuilder builder = new ProcessBuilder(command).directory(ROOT.toFile());
      builder.environment().putAll(environment);
      Process process =
          builder.redirectOutput(output.toFile()).redirectError(errors.toFile()).start();
      process.getOutputStream().close();
      boolean ended = process.waitFor(5, TimeUnit.MINUTES);
      process.destroyForcibly();
      String printed = Files.readString(output);
      String complained = Files.readString(errors);
      Files.delete(output);
      Files.delete(errors);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(
            String.join(" ", command) + " failed:\n" + printed + complained);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void stop(Map<String, String> environment, Path data) {
    run(environment, "infra/down");
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
