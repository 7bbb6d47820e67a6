package dev.hark.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.hark.ask.session.AnswerErasure;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Defaults, as application.yml gives them and as the records do without it. */
class ConfigurationDefaultsTest {
  private static final AskConfiguration ASK =
      new AskConfiguration(40, 14_000, 4_000, 2_000, false, "", 20_000);
  private static final SearchServiceConfiguration SEARCH =
      new SearchServiceConfiguration(
          "127.0.0.1:9092", Duration.ofMillis(2_800), Duration.ofSeconds(15));
  private static final ErasureConfiguration ERASURE =
      new ErasureConfiguration(AnswerErasure.SENTENCES);
  private static final ModelTimeouts TIMEOUTS =
      new ModelTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(120));

  @Test
  void theFileSaysTheDefaults() {
    try (ApplicationContext context = ApplicationContext.builder().start()) {
      assertEquals(ASK, context.getBean(AskConfiguration.class));
      assertEquals(SEARCH, context.getBean(SearchServiceConfiguration.class));
      assertEquals(TIMEOUTS, context.getBean(ModelTimeouts.class));
      assertEquals(ERASURE, context.getBean(ErasureConfiguration.class));
      assertEquals("127.0.0.1", context.getRequiredProperty("grpc.server.host", String.class));
      assertEquals(9091, context.getRequiredProperty("grpc.server.port", Integer.class));
      assertEquals(9191, context.getRequiredProperty("micronaut.server.port", Integer.class));
      assertEquals(3, context.getBeansOfType(ProviderConfiguration.class).size());
    }
  }

  @Test
  void theRecordsHaveTheSameDefaultsWithoutTheFile() {
    try (ApplicationContext context =
        ApplicationContext.builder().enableDefaultPropertySources(false).start()) {
      assertEquals(ASK, context.getBean(AskConfiguration.class));
      assertEquals(SEARCH, context.getBean(SearchServiceConfiguration.class));
      assertEquals(TIMEOUTS, context.getBean(ModelTimeouts.class));
      assertEquals(ERASURE, context.getBean(ErasureConfiguration.class));
    }
  }

  @Test
  void answersThatWereGivenADeletedRecordingCanGoWhole() {
    Map<String, Object> settings = Map.of("HARK_ERASURE_ANSWERS", "given");
    try (ApplicationContext context = ApplicationContext.builder(settings).start()) {
      assertEquals(AnswerErasure.GIVEN, context.getBean(ErasureConfiguration.class).answers());
    }
  }

  @Test
  void theEnvironmentGoesFirstAndKeysAreNeverShown() {
    Map<String, Object> settings =
        Map.of("HARK_OPENAI_API_KEY", "sk-secret", "HARK_OPENAI_BASE_URL", "http://llm:8000/v1");
    try (ApplicationContext context = ApplicationContext.builder(settings).start()) {
      ProviderConfiguration openAi =
          context.getBean(ProviderConfiguration.class, Qualifiers.byName("openai"));
      assertEquals("sk-secret", openAi.apiKey());
      assertEquals("http://llm:8000/v1", openAi.baseUrl());
      assertFalse(openAi.toString().contains("secret"));
    }
  }
}
