package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.search.index.opensearch.IndexConfiguration;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcServerConfiguration;
import java.lang.reflect.Field;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Defaults, as application.yml gives them and as the records do without it. */
class ConfigurationDefaultsTest {
  private static final IndexConfiguration INDEX =
      new IndexConfiguration(
          URI.create("http://127.0.0.1:19200"),
          "hark",
          2,
          0,
          100,
          Duration.ofSeconds(1),
          Duration.ofSeconds(2),
          Duration.ofSeconds(30),
          Duration.ofMillis(100),
          Duration.ofSeconds(2));
  private static final SearchConfiguration SEARCH =
      new SearchConfiguration(
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofMillis(2_500),
          0,
          200,
          Duration.ofMillis(1_500),
          "hark-cursor");

  @Test
  void theFileSaysTheDefaults() {
    try (ApplicationContext context = ApplicationContext.builder().start()) {
      assertEquals(INDEX, context.getBean(IndexConfiguration.class));
      assertEquals(SEARCH, context.getBean(SearchConfiguration.class));
      assertEquals("127.0.0.1", context.getRequiredProperty("grpc.server.host", String.class));
      assertEquals(9092, context.getRequiredProperty("grpc.server.port", Integer.class));
      assertEquals(9192, context.getRequiredProperty("micronaut.server.port", Integer.class));
    }
  }

  /** What clients send, {@code hark.internal.keep-alive}, is what this server permits. */
  @Test
  void theServerPermitsTheSignsOfLifeThatAreAskedOfIt() throws ReflectiveOperationException {
    try (ApplicationContext context = ApplicationContext.builder().start()) {
      ServerBuilder<?> server = context.getBean(GrpcServerConfiguration.class).getServerBuilder();
      assertEquals(TimeUnit.SECONDS.toNanos(15), field(server, "permitKeepAliveTimeInNanos"));
      assertEquals(true, field(server, "permitKeepAliveWithoutCalls"));
      assertEquals(TimeUnit.SECONDS.toNanos(15), field(server, "keepAliveTimeInNanos"));
      assertEquals(TimeUnit.SECONDS.toNanos(10), field(server, "keepAliveTimeoutInNanos"));
    }
  }

  private static Object field(ServerBuilder<?> server, String name)
      throws ReflectiveOperationException {
    Field field = NettyServerBuilder.class.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(server);
  }

  @Test
  void theRecordsHaveTheSameDefaultsWithoutTheFile() {
    try (ApplicationContext context =
        ApplicationContext.builder().enableDefaultPropertySources(false).start()) {
      assertEquals(INDEX, context.getBean(IndexConfiguration.class));
      assertEquals(SEARCH, context.getBean(SearchConfiguration.class));
    }
  }

  @Test
  void theEnvironmentGoesFirst() {
    Map<String, Object> settings =
        Map.of("HARK_OPENSEARCH_URL", "http://search:9200", "HARK_INDEX_PREFIX", "other");
    try (ApplicationContext context = ApplicationContext.builder(settings).start()) {
      IndexConfiguration index = context.getBean(IndexConfiguration.class);
      assertEquals(URI.create("http://search:9200"), index.url());
      assertEquals("other", index.prefix());
    }
  }
}
