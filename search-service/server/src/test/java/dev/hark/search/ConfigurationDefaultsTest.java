package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.search.index.opensearch.IndexConfiguration;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
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
          Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofMillis(2_500), "hark-cursor");

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
