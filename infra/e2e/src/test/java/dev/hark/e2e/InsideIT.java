package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.search.v1.IndexServiceGrpc;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Grpc;
import io.grpc.InsecureChannelCredentials;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.ServiceDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only Hark's own services may see and do, as it stands after {@code infra/up}. */
final class InsideIT {
  private static final List<String> PROCESSES =
      List.of(
          "gateway",
          "ask-service",
          "search-service",
          "indexer-worker",
          "postgres",
          "kafka",
          "opensearch");
  private static final String CANARY = "canaryQ8vNw3Yb5";

  private final RunningHark hark = RunningHark.get();

  @Test
  void noMethodOfAServiceIsAnsweredWithoutTheToken() {
    assertRefusesStrangers("HARK_ASK_PORT", AskServiceGrpc.getServiceDescriptor());
    assertRefusesStrangers(
        "HARK_SEARCH_PORT",
        SearchServiceGrpc.getServiceDescriptor(),
        IndexServiceGrpc.getServiceDescriptor());
  }

  private void assertRefusesStrangers(String port, ServiceDescriptor... services) {
    ManagedChannel channel =
        Grpc.newChannelBuilder(
                "127.0.0.1:" + hark.environment(port), InsecureChannelCredentials.create())
            .build();
    try {
      for (ServiceDescriptor service : services) {
        for (MethodDescriptor<?, ?> method : service.getMethods()) {
          assertEquals(
              Status.Code.UNAUTHENTICATED, outcome(channel, method), method.getFullMethodName());
        }
      }
      // Who watches over a service needs no secret.
      HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
    } finally {
      channel.shutdownNow();
    }
  }

  private static <Q, R> Status.Code outcome(ManagedChannel channel, MethodDescriptor<Q, R> method) {
    CompletableFuture<Status.Code> outcome = new CompletableFuture<>();
    StreamObserver<Q> requests =
        ClientCalls.asyncBidiStreamingCall(
            channel.newCall(method, CallOptions.DEFAULT),
            new StreamObserver<R>() {
              @Override
              public void onNext(R value) {
                outcome.complete(Status.Code.OK);
              }

              @Override
              public void onError(Throwable failure) {
                outcome.complete(Status.fromThrowable(failure).getCode());
              }

              @Override
              public void onCompleted() {
                outcome.complete(Status.Code.OK);
              }
            });
    try {
      requests.onNext(method.parseRequest(new java.io.ByteArrayInputStream(new byte[0])));
    } catch (IllegalStateException | StatusRuntimeException e) {
      // Refused before it was asked.
    }
    return outcome.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
  }

  @Test
  void everyProcessListensOnLoopbackAlone() throws IOException {
    for (String service : PROCESSES) {
      List<String> addresses = Listeners.of(hark.pid(service));
      assertFalse(addresses.isEmpty(), service);
      for (String address : addresses) {
        assertTrue(Listeners.isLoopback(address), service + " listens on " + address);
      }
    }
  }

  @Test
  void secretsAreNotAmongArgumentsInLogsMetricsOrHealth() throws Exception {
    List<String> secrets =
        List.of(hark.internalToken(), hark.address("secret_key"), hark.address("end_user_key"));
    for (Path process : processes()) {
      assertHoldsNone(secrets, process.toString(), argumentsOf(process));
    }
    for (Path log : logs()) {
      assertHoldsNone(secrets, log.toString(), read(log));
    }
    for (String port :
        List.of(
            "HARK_GATEWAY_PORT",
            "HARK_ASK_HEALTH_PORT",
            "HARK_SEARCH_HEALTH_PORT",
            "HARK_INDEXER_PORT")) {
      for (String path : List.of("/health", "/prometheus")) {
        String told = get(hark.environment(port), path);
        assertHoldsNone(secrets, port + path, told);
        assertFalse(path.equals("/health") && told.matches("(?s).*(disk|total|free).*"), told);
        assertFalse(
            told.matches("(?s).*\\b(as|msg|rec|txn|chk|eu|proj|key|evt|req)_[A-Za-z0-9]{3,}.*"),
            told);
      }
    }
    Path file = hark.dataDirectory().resolve("internal-token");
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aRequestHasOneLineInTheLogAndItsWordsAreInNone() throws Exception {
    Gateway gateway = hark.gateway(hark.address("end_user_key"));
    Gateway.Answer answer =
        gateway.post(
            "/v1/ask/sessions",
            "{\"scope\":{\"type\":\"library\"},\"title\":\"%1$s\",".formatted(CANARY)
                + "\"initial_message\":{\"content\":\"heel raises %1$s\"}}".formatted(CANARY));
    assertEquals(200, answer.status(), answer.raw());
    Path log = hark.dataDirectory().resolve("logs/gateway.log");
    List<JsonNode> lines =
        await().atMost(Duration.ofSeconds(20)).until(() -> turns(log), found -> !found.isEmpty());
    JsonNode hops = lines.getLast().path("hops");
    assertTrue(hops.path("ask-service").asDouble() > 0, hops.toString());
    for (Path each : logs()) {
      assertHoldsNone(List.of(CANARY), each.toString(), read(each));
    }
  }

  private static List<JsonNode> turns(Path log) throws IOException {
    return read(log)
        .lines()
        .filter(line -> line.startsWith("{"))
        .map(RunningHark::json)
        .filter(line -> line.path("route").asText().equals("/v1/ask/sessions"))
        .filter(line -> line.path("method").asText().equals("POST"))
        .toList();
  }

  private static void assertHoldsNone(List<String> secrets, String where, String text) {
    for (String secret : secrets) {
      assertFalse(text.contains(secret), where + " holds a secret");
    }
  }

  private List<Path> logs() throws IOException {
    try (Stream<Path> files = Files.list(hark.dataDirectory().resolve("logs"))) {
      return Stream.concat(files, Stream.of(hark.dataDirectory().resolve("up.log"))).toList();
    }
  }

  /** Some server may write what is no text. */
  private static String read(Path file) throws IOException {
    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
  }

  private static List<Path> processes() throws IOException {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(path -> path.getFileName().toString().matches("[0-9]+")).toList();
    }
  }

  /** What {@code ps} shows of a process to everybody; nothing once it has ended. */
  private static String argumentsOf(Path process) {
    try {
      return read(process.resolve("cmdline"));
    } catch (IOException e) {
      return "";
    }
  }

  private static String get(String port, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://127.0.0.1:" + port + path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString()).body();
    }
  }
}
