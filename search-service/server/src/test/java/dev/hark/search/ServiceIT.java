package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.search.FakeOpenSearch.Answer;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.micronaut.http.server.netty.NettyEmbeddedServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service as it is started: ports, health, metrics, shutting down. */
class ServiceIT {
  private static final Owner OWNER = new Owner("proj_s", Mode.MODE_LIVE, "eu_s");
  private static final String NOTHING =
      "{\"took\":1,\"status\":200,\"timed_out\":false,\"_shards\":{\"total\":2,\"successful\":2,\"failed\":0},\"hits\":{\"hits\":[]}}";

  /** Of chunks by words and by meaning, and of titles. */
  private static final String ALL_LEGS =
      "{\"took\":1,\"responses\":[" + String.join(",", NOTHING, NOTHING, NOTHING, NOTHING) + "]}";

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final FakeOpenSearch openSearch = new FakeOpenSearch();
  private ApplicationContext context = ApplicationContext.builder().build();
  private ManagedChannel channel = ManagedChannelBuilder.forTarget("unused").build();

  @BeforeEach
  void start() {
    openSearch.answer("_msearch", 200, ALL_LEGS);
    context =
        ApplicationContext.run(
            Map.of(
                "hark.index.url",
                openSearch.url().toString(),
                "hark.index.read-timeout",
                "60s",
                "hark.search.read-budget",
                "60s",
                "hark.index.check-interval",
                "100ms",
                "grpc.server.port",
                0,
                "micronaut.server.port",
                0));
    context.getBean(NettyEmbeddedServer.class).start();
    GrpcEmbeddedServer server = context.getBean(GrpcEmbeddedServer.class);
    server.start();
    channel =
        ManagedChannelBuilder.forAddress("127.0.0.1", server.getServer().getPort())
            .usePlaintext()
            .intercept(
                InternalConfiguration.plainText(System.getenv("HARK_INTERNAL_TOKEN"))
                    .tokenOnCalls())
            .build();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    context.close();
    openSearch.close();
    threads.close();
  }

  private ServingStatus health() {
    return HealthGrpc.newBlockingStub(channel)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }

  private HttpResponse<String> http(String path) {
    URI uri = context.getBean(NettyEmbeddedServer.class).getURI().resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void becomeReady() {
    openSearch.answer(
        "_mapping",
        200,
        "{\"i\":{\"mappings\":{\"_meta\":{\"model\":\"%s\",\"dimension\":%d,\"schema\":%d}}}}"
            .formatted("e5-small-v2-int8", 384, 2));
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> health() == ServingStatus.SERVING);
  }

  private SearchResponse search() {
    return SearchServiceGrpc.newBlockingStub(channel)
        .search(
            SearchRequest.newBuilder()
                .setCaller(OWNER.caller())
                .setEndUserId(OWNER.endUser())
                .setQuery("words")
                .setLimit(8)
                .build());
  }

  @Test
  void saysWhyItIsNotReadyAndThenThatItIs() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> http("/health").body().contains("was built with model"));
    assertEquals(503, http("/health").statusCode());
    assertEquals(ServingStatus.NOT_SERVING, health());
    becomeReady();
    assertEquals(200, http("/health").statusCode());
    search();
    String metrics = http("/prometheus").body();
    assertTrue(metrics.contains("hark_search_calls_seconds_count{"), metrics);
    assertTrue(metrics.contains("hark_search_lexical_only_total"), metrics);
  }

  @Test
  void listensOnLoopbackOnlyUnlessToldOtherwise() {
    for (var address : context.getBean(GrpcEmbeddedServer.class).getServer().getListenSockets()) {
      assertTrue(((InetSocketAddress) address).getAddress().isLoopbackAddress(), "" + address);
    }
    assertEquals("127.0.0.1", context.getBean(NettyEmbeddedServer.class).getHost());
  }

  @Test
  void aCallInFlightIsAnsweredBeforeItStops() throws Exception {
    becomeReady();
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    openSearch.answer(
        "_msearch",
        body -> {
          arrived.countDown();
          awaitQuietly(stopping);
          return new Answer(200, ALL_LEGS);
        });
    CompletableFuture<SearchResponse> call = CompletableFuture.supplyAsync(this::search, threads);
    arrived.await();
    var server = context.getBean(GrpcEmbeddedServer.class).getServer();
    CompletableFuture<Void> stop = CompletableFuture.runAsync(context::close, threads);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(server::isShutdown);
    stopping.countDown();
    assertEquals(0, call.get().getChunksCount());
    stop.get();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
