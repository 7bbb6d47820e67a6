package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.stack.postgres.Role;
import dev.hark.stack.process.FreePorts;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Many answers are written at once, through a gateway and an ask-service in small heaps. */
@Isolated("what it measures is for a machine of its own")
final class ManyStreamsIT {
  private static final int STREAMS = 500;

  /** Turns that search at a time: that is another promise. */
  private static final int BEGINNING = 4;

  private static final String QUESTION =
      "{\"scope\":{\"type\":\"library\"},\"end_user_id\":\"eu_demoMaya\","
          + "\"initial_message\":{\"content\":\"When does Dewpost launch?\"}}";

  private final RunningHark hark = RunningHark.get();
  private final int gatewayPort = FreePorts.next();
  private final Semaphore beginning = new Semaphore(BEGINNING);

  @Test
  void fiveHundredAnswersAreWrittenAtOnceIn256MiBEachAndNoneIsLost() throws Exception {
    int askPort = FreePorts.next();
    int healthPort = FreePorts.next();
    try (SlowModel model = new SlowModel(STREAMS);
        ServiceProcess ask = askService(askPort, healthPort, model);
        ServiceProcess gateway = gateway(askPort);
        HttpClient client = HttpClient.newHttpClient();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      await().atMost(Duration.ofSeconds(90)).until(() -> ask.isReady() && gateway.isReady());
      List<Future<JsonNode>> answers = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        answers.add(threads.submit(() -> readAll(client)));
      }
      for (Future<JsonNode> answer : answers) {
        JsonNode result = answer.get();
        assertEquals("stop", result.at("/message/finish_reason").asText(), result::toString);
        assertEquals("citation", result.at("/message/parts/1/type").asText(), result::toString);
      }
      assertEquals(0, model.missing());
      assertTrue(ask.isReady() && gateway.isReady());
      System.out.printf(
          "FIGURE %d streams: ask-service %s, gateway %s%n",
          STREAMS, peakMemory(ask.pid()), peakMemory(gateway.pid()));
    }
  }

  /** Reads the stream to its end: every word in its place, then the whole answer. */
  private JsonNode readAll(HttpClient client) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gatewayPort + "/v1/ask/sessions"))
            .version(HttpClient.Version.HTTP_1_1)
            .header("Authorization", "Bearer " + hark.address("secret_key"))
            .header("Content-Type", "application/json")
            .header("Accept", "text/event-stream")
            .POST(BodyPublishers.ofString(QUESTION))
            .build();
    beginning.acquire();
    boolean begun = false;
    StringBuilder words = new StringBuilder();
    HttpResponse<Stream<String>> response = client.send(request, BodyHandlers.ofLines());
    try (Stream<String> lines = response.body()) {
      String event = "";
      for (Iterator<String> it = lines.iterator(); it.hasNext(); ) {
        String line = it.next();
        if (line.startsWith("event:")) {
          event = line.substring("event:".length()).strip();
        } else if (line.startsWith("data:")) {
          JsonNode data = RunningHark.json(line.substring("data:".length()));
          switch (event) {
            case "delta" -> words.append(data.path("text").asText());
            case "completed" -> {
              assertEquals(words.toString(), data.at("/message/content").asText());
              return data;
            }
            case "error" -> throw new IllegalStateException(data.toString());
            default -> {}
          }
        }
        if (!begun && event.equals("delta")) {
          begun = true;
          beginning.release();
        }
      }
      throw new IllegalStateException(response.statusCode() + ": a stream broke off");
    } finally {
      if (!begun) {
        beginning.release();
      }
    }
  }

  private ServiceProcess askService(int port, int healthPort, SlowModel model) {
    Map<String, String> environment = stores(Role.ASK);
    environment.put("HARK_ASK_PORT", String.valueOf(port));
    environment.put("HARK_ASK_HEALTH_PORT", String.valueOf(healthPort));
    environment.put("HARK_DEFAULT_PROVIDER", "openai");
    environment.put("HARK_OPENAI_API_KEY", "none");
    environment.put("HARK_OPENAI_BASE_URL", model.baseUrl());
    // How fast a search is, and how long a turn may take, are other promises, on a machine that has
    // 500 clients, their services and their model to itself.
    environment.put("HARK_SEARCH_SERVICE_BUDGET", "20s");
    environment.put("HARK_MODEL_TIMEOUTS_WHOLE", "300s");
    return started("ask-service/target/hark-ask-service", healthPort, environment);
  }

  private ServiceProcess gateway(int askPort) {
    Map<String, String> environment = stores(Role.GATEWAY);
    environment.put("HARK_GATEWAY_PORT", String.valueOf(gatewayPort));
    environment.put("HARK_ASK_ADDRESS", "127.0.0.1:" + askPort);
    environment.put("HARK_ASK_SERVICE_START", "40s");
    environment.put("HARK_ASK_SERVICE_TURN", "400s");
    return started("gateway/target/hark-gateway", gatewayPort, environment);
  }

  private Map<String, String> stores(Role role) {
    Map<String, String> environment = new HashMap<>(hark.database(role));
    environment.put("HARK_SEARCH_ADDRESS", "127.0.0.1:" + hark.environment("HARK_SEARCH_PORT"));
    return environment;
  }

  private static ServiceProcess started(
      String jar, int healthPort, Map<String, String> environment) {
    return ServiceProcess.start(jar + "-0.1.0-SNAPSHOT.jar", healthPort, environment, "256m");
  }

  private static String peakMemory(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", String.valueOf(pid), "status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .findAny()
        .orElse("unknown")
        .replaceAll("\\s+", " ");
  }
}
