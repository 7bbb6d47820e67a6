package dev.hark.search;

import dev.hark.contract.SearchStubs;
import dev.hark.embedding.Embedder;
import dev.hark.search.index.opensearch.IndexConfiguration;
import dev.hark.search.index.opensearch.OpenSearchIndex;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import dev.hark.stack.SharedStack;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;

/** The service's endpoints over an index of its own, reached in process. */
public final class TestService implements SearchStubs, AutoCloseable {
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final String name = UUID.randomUUID().toString();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final String prefix;
  private final OpenSearchIndex index;
  private final Server server;
  private final ManagedChannel channel;

  private TestService(
      IndexConfiguration configuration, SearchConfiguration search, Embedder embedder) {
    this.prefix = configuration.prefix();
    this.index = OpenSearchIndex.open(configuration, embedder.space(), condition -> {});
    Wiring wiring = new Wiring();
    try {
      this.server =
          InProcessServerBuilder.forName(name)
              .executor(executor)
              .addService(wiring.searchEndpoint(index, embedder, search, registry, executor))
              .addService(wiring.indexEndpoint(index, embedder, search, executor))
              .build()
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.channel = InProcessChannelBuilder.forName(name).executor(executor).build();
  }

  /** With new indices on the shared OpenSearch, ready. */
  public static TestService start() {
    return start(newPrefix(), new FakeEmbedder()).awaitReady();
  }

  /** On the shared OpenSearch, ready or not. */
  public static TestService start(String prefix, Embedder embedder) {
    URI url = SharedStack.get().openSearchUrl();
    return new TestService(
        TestConfigurations.index(url, prefix), TestConfigurations.search(), embedder);
  }

  /** On the shared OpenSearch, ready or not, with these time limits. */
  static TestService start(String prefix, SearchConfiguration search, Embedder embedder) {
    URI url = SharedStack.get().openSearchUrl();
    return new TestService(TestConfigurations.index(url, prefix), search, embedder);
  }

  /** On whatever answers at this address, with the time limits of a running service. */
  public static TestService at(URI url) {
    return new TestService(
        TestConfigurations.inService(url), TestConfigurations.inService(), new FakeEmbedder());
  }

  public static String newPrefix() {
    return "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  public TestService awaitReady() {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> condition() instanceof IndexCondition.Ready);
    return this;
  }

  /** What a counter says. */
  int count(String counter) {
    return (int) registry.counter(counter).count();
  }

  public String prefix() {
    return prefix;
  }

  public IndexCondition condition() {
    return index.condition();
  }

  @Override
  public Channel channel() {
    return channel;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    index.close();
    executor.shutdownNow();
  }
}
