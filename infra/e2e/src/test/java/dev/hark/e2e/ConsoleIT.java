package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.stack.postgres.Role;
import dev.hark.stack.process.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What people do with the console, in a real Chromium: the flows of {@code infra/e2e/browser}, each
 * a test. They ask this Hark, and beside it a gateway whose answers come from a scripted model.
 */
@Execution(ExecutionMode.CONCURRENT)
final class ConsoleIT {
  private static final String RUN = "infra/e2e/browser/run";
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** How {@code run} says that there is no browser here. */
  private static final int UNAVAILABLE = 69;

  private final RunningHark hark = RunningHark.get();
  private final int gatewayPort = FreePorts.next();
  private final int modelPort = FreePorts.next();

  @TempDir private Path folder = Path.of("");

  @TestFactory
  Stream<DynamicTest> flows() throws Exception {
    int askPort = FreePorts.next();
    int healthPort = FreePorts.next();
    try (ServiceProcess ask = askService(askPort, healthPort);
        ServiceProcess gateway = gateway(askPort)) {
      await().atMost(Duration.ofSeconds(90)).until(() -> ask.isReady() && gateway.isReady());
      return run();
    }
  }

  private Stream<DynamicTest> run() throws Exception {
    Path results = folder.resolve("flows.jsonl");
    Path printed = folder.resolve("printed.txt");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("hark.root"), RUN).toString(),
                "--test-reporter=./reporter.mjs",
                "--test-reporter-destination=" + results)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile());
    builder.environment().putAll(hark.environment());
    builder.environment().put("HARK_URL", hark.address("gateway"));
    builder.environment().put("HARK_CONSOLE", hark.address("console"));
    builder.environment().put("HARK_SCRIPTED_URL", "http://127.0.0.1:" + gatewayPort);
    builder.environment().put("HARK_MODEL_PORT", String.valueOf(modelPort));
    builder.environment().put("HARK_SCREENSHOTS", System.getProperty("screenshots", ""));
    Process process = builder.start();
    boolean ended = process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    String output = Files.readString(printed);
    output.lines().filter(line -> line.startsWith("FIGURE")).forEach(System.out::println);
    assertTrue(ended, output);
    assumeTrue(process.exitValue() != UNAVAILABLE, output);
    List<DynamicTest> flows = read(results);
    assertTrue(!flows.isEmpty(), output);
    DynamicTest whole =
        dynamicTest("all of them", () -> assertEquals(0, process.exitValue(), output));
    return Stream.concat(flows.stream(), Stream.of(whole));
  }

  private static List<DynamicTest> read(Path results) throws IOException {
    return Files.exists(results)
        ? Files.readAllLines(results).stream()
            .map(RunningHark::json)
            .map(ConsoleIT::result)
            .toList()
        : List.of();
  }

  private static DynamicTest result(JsonNode flow) {
    return dynamicTest(
        flow.path("name").asText(),
        () -> assertTrue(flow.path("failure").isNull(), flow.path("failure").asText()));
  }

  private ServiceProcess askService(int port, int healthPort) {
    Map<String, String> environment = stores(Role.ASK);
    environment.put("HARK_ASK_PORT", String.valueOf(port));
    environment.put("HARK_ASK_HEALTH_PORT", String.valueOf(healthPort));
    environment.put("HARK_DEFAULT_PROVIDER", "openai");
    environment.put("HARK_OPENAI_API_KEY", "none");
    environment.put("HARK_OPENAI_BASE_URL", "http://127.0.0.1:" + modelPort + "/v1");
    // How fast a search is, is another promise.
    environment.put("HARK_SEARCH_SERVICE_BUDGET", "20s");
    return started("ask-service/target/hark-ask-service", healthPort, environment);
  }

  private ServiceProcess gateway(int askPort) {
    Map<String, String> environment = stores(Role.GATEWAY);
    environment.put("HARK_GATEWAY_PORT", String.valueOf(gatewayPort));
    environment.put("HARK_ASK_ADDRESS", "127.0.0.1:" + askPort);
    // What came of recordings is the other gateway's to tell: this one has no secret to sign it
    // with.
    environment.put("HARK_KAFKA_OUTCOMES_TOPIC", "");
    return started("gateway/target/hark-gateway", gatewayPort, environment);
  }

  private Map<String, String> stores(Role role) {
    Map<String, String> environment = new HashMap<>(hark.database(role));
    environment.put("HARK_KAFKA_BOOTSTRAP", hark.address("kafka"));
    environment.put("HARK_SEARCH_ADDRESS", "127.0.0.1:" + hark.environment("HARK_SEARCH_PORT"));
    return environment;
  }

  private static ServiceProcess started(
      String jar, int healthPort, Map<String, String> environment) {
    return ServiceProcess.start(jar + "-0.1.0-SNAPSHOT.jar", healthPort, environment, "256m");
  }
}
