package dev.hark.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.ask.AskConfiguration;
import dev.hark.gateway.erasure.ErasureDefaults;
import dev.hark.gateway.http.ConnectionConfiguration;
import dev.hark.gateway.idempotency.IdempotencyConfiguration;
import dev.hark.gateway.indexing.IndexingConfiguration;
import dev.hark.gateway.key.KeyCacheDefaults;
import dev.hark.gateway.limit.LimitConfiguration;
import dev.hark.gateway.rpc.AskServiceConfiguration;
import dev.hark.gateway.rpc.SearchServiceConfiguration;
import dev.hark.gateway.webhook.WebhookConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.env.Environment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
  private static ApplicationContext context(Map<String, Object> settings) {
    return ApplicationContext.run(settings, Environment.TEST);
  }

  @Test
  void defaultsAreThoseOfTheContract() {
    try (ApplicationContext context = context(Map.of())) {
      SearchServiceConfiguration expected =
          new SearchServiceConfiguration("127.0.0.1:9092", Duration.ofMillis(2_800), 2);
      assertEquals(expected, context.getBean(SearchServiceConfiguration.class));
      assertEquals(
          new AskServiceConfiguration(
              "127.0.0.1:9091", Duration.ofSeconds(20), Duration.ofSeconds(180)),
          context.getBean(AskServiceConfiguration.class));
      assertEquals(
          new AskConfiguration(Duration.ofSeconds(15), Duration.ofSeconds(10)),
          context.getBean(AskConfiguration.class));
      assertEquals(
          new IdempotencyConfiguration(
              Duration.ofHours(24),
              Duration.ofSeconds(10),
              Duration.ofSeconds(2),
              Duration.ofMinutes(10)),
          context.getBean(IdempotencyConfiguration.class));
      assertEquals(ErasureDefaults.EXPECTED, ErasureDefaults.of(context));
      assertEquals(
          new WebhookConfiguration(
              "",
              List.of(),
              "",
              Duration.ofMillis(500),
              Duration.ofSeconds(15),
              Duration.ofSeconds(60),
              16,
              4,
              512,
              List.of(
                  Duration.ofSeconds(5),
                  Duration.ofMinutes(1),
                  Duration.ofMinutes(10),
                  Duration.ofHours(1),
                  Duration.ofHours(6),
                  Duration.ofHours(24)),
              Duration.ofDays(3),
              Duration.ofHours(24),
              Duration.ofDays(30)),
          context.getBean(WebhookConfiguration.class));
      assertEquals(
          new IndexingConfiguration(
              "hark-indexer",
              "recording-events.fetch",
              "recording-events.bulk",
              "recording-events.dlq"),
          context.getBean(IndexingConfiguration.class));
      assertEquals("hark-gateway-webhooks", text(context, "hark.outcomes.group"));
      assertEquals("127.0.0.1:19092", text(context, "kafka.bootstrap.servers"));
      assertEquals("all", text(context, "kafka.producers.deletions.acks"));
      assertEquals("2000", text(context, "kafka.producers.deletions.max.block.ms"));
      assertEquals("2000", text(context, "kafka.producers.deletions.delivery.timeout.ms"));
      assertEquals("15s", text(context, "micronaut.lifecycle.graceful-shutdown.grace-period"));
      assertEquals(
          new LimitConfiguration(50, Duration.ofSeconds(10), Duration.ofMillis(500)),
          context.getBean(LimitConfiguration.class));
      assertEquals(
          new ConnectionConfiguration(Duration.ofSeconds(20), Duration.ofMinutes(10), List.of()),
          context.getBean(ConnectionConfiguration.class));
      assertEquals("", text(context, "hark.admin.root-token"));
      assertEquals(KeyCacheDefaults.EXPECTED, KeyCacheDefaults.of(context));
      assertEquals("", text(context, "hark.cors.origins"));
      assertEquals("1s", text(context, "hark.shutdown.notice"));
      assertEquals("8080", text(context, "micronaut.server.port"));
      assertEquals("127.0.0.1", text(context, "micronaut.server.host"));
      assertEquals("34603008", text(context, "micronaut.server.max-request-size"));
      assertEquals("262144", text(context, "micronaut.server.max-request-buffer-size"));
      assertEquals(
          "jdbc:postgresql://127.0.0.1:15432/hark", text(context, "datasources.default.url"));
      assertEquals("postgres", text(context, "datasources.default.username"));
      assertEquals("", text(context, "datasources.default.password"));
    }
  }

  @Test
  void withoutTheInternalTokenItDoesNotStartAndSaysWhatToDo() {
    assertDoesNotStart("hark.internal.token", "", "HARK_INTERNAL_TOKEN must be set");
  }

  @Test
  void whatKafkaDoesNotTakeIsSaidAtTheStart() {
    assertDoesNotStart("kafka.bootstrap.servers", "", "HARK_KAFKA_BOOTSTRAP must not be empty");
    assertDoesNotStart("kafka.producers.deletions.acks", "most", "Invalid value most");
  }

  @Test
  void aRootTokenThatCouldBeGuessedIsSaidAtTheStart() {
    assertDoesNotStart("hark.admin.root-token", "short", "HARK_ROOT_TOKEN must be 32 or more");
  }

  @Test
  void aKeyThatCannotKeepSecretsIsSaidAtTheStart() {
    for (String key : List.of("AAEC", "not base64!", "AAECAwQFBgcICQoLDA0ODw==")) {
      assertDoesNotStart("hark.webhooks.secret-key", key, "HARK_WEBHOOK_SECRET_KEY must be base64");
    }
    assertDoesNotStart("hark.webhooks.header-prefix", "X Acme:", "HARK_WEBHOOK_HEADER_PREFIX");
  }

  private static void assertDoesNotStart(String setting, String value, String said) {
    Exception failure =
        assertThrows(Exception.class, () -> context(Map.of(setting, value)).close());
    String message = String.valueOf(failure.getMessage());
    assertTrue(message.contains(said), message);
  }

  private static String text(ApplicationContext context, String property) {
    return context.getRequiredProperty(property, String.class);
  }

  /** Contexts of tests read no topic. */
  @Test
  void outcomesAreReadByDefault() throws IOException {
    try (InputStream in = ConfigurationTest.class.getResourceAsStream("/application.yml")) {
      String settings = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(settings.contains("topic: ${HARK_KAFKA_OUTCOMES_TOPIC:`recording-outcomes`}\n"));
    }
  }

  @Test
  void theEnvironmentNamesTheNeighbours() {
    Map<String, Object> settings =
        Map.of(
            "HARK_GATEWAY_PORT", "18080",
            "HARK_BIND_HOST", "0.0.0.0",
            "HARK_SEARCH_ADDRESS", "search:9092",
            "HARK_ASK_ADDRESS", "ask:9091",
            "HARK_KAFKA_BOOTSTRAP", "kafka:9092",
            "HARK_POSTGRES_URL", "jdbc:postgresql://db/hark",
            "HARK_POSTGRES_USER", "hark",
            "HARK_POSTGRES_PASSWORD", "secret");
    try (ApplicationContext context = context(settings)) {
      assertEquals("18080", text(context, "micronaut.server.port"));
      assertEquals("0.0.0.0", text(context, "micronaut.server.host"));
      assertEquals("search:9092", context.getBean(SearchServiceConfiguration.class).address());
      assertEquals("ask:9091", context.getBean(AskServiceConfiguration.class).address());
      assertEquals("kafka:9092", text(context, "kafka.bootstrap.servers"));
      assertEquals("jdbc:postgresql://db/hark", text(context, "datasources.default.url"));
      assertEquals("hark", text(context, "datasources.default.username"));
      assertEquals("secret", text(context, "datasources.default.password"));
    }
  }
}
