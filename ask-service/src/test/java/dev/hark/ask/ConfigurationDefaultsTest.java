package dev.hark.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.ask.session.AnswerErasure;
import io.grpc.ServerBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.micronaut.context.ApplicationContext;
import io.micronaut.grpc.server.GrpcServerConfiguration;
import io.micronaut.inject.qualifiers.Qualifiers;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Defaults, as application.yml gives them and as the records do without it. */
class ConfigurationDefaultsTest {
  private static final AskConfiguration ASK =
      new AskConfiguration(
          40,
          14_000,
          4_000,
          2_000,
          6,
          4,
          Duration.ofSeconds(10),
          0,
          Duration.ofSeconds(100),
          10,
          false,
          "",
          20_000);
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
          Duration.ofSeconds(1),
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
      assertEquals(
          Set.of(
              provider("gemini", "gemini-2.5-flash", 1_000_000, 32_768, "auto"),
              provider("openai", "gpt-4.1-mini", 128_000, 16_384, ""),
              provider("claude", "claude-sonnet-4-5", 200_000, 16_384, "")),
          Set.copyOf(context.getBeansOfType(ProviderConfiguration.class)));
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

  private static ProviderConfiguration provider(
      String name, String model, int contextTokens, int maxOutputTokens, String thinking) {
    return new ProviderConfiguration(
        name,
        "",
        "",
        model,
        contextTokens,
        maxOutputTokens,
        "",
        thinking,
        true,
        "system",
        "",
        false);
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
        Map.of(
            "HARK_OPENAI_API_KEY", "sk-secret",
            "HARK_OPENAI_BASE_URL", "http://llm:8000/v1",
            "HARK_OPENAI_LIMIT_NAME", "none",
            "HARK_OPENAI_STREAM_OPTIONS", "false",
            "HARK_OPENAI_THINKS_FIRST", "true",
            "HARK_MODEL_FIRST_TOKEN_TIMEOUT", "2m");
    try (ApplicationContext context = ApplicationContext.builder(settings).start()) {
      ProviderConfiguration openAi =
          context.getBean(ProviderConfiguration.class, Qualifiers.byName("openai"));
      assertEquals("sk-secret", openAi.apiKey());
      assertEquals("http://llm:8000/v1", openAi.baseUrl());
      assertEquals("none", openAi.limitName());
      assertFalse(openAi.usageAsked());
      assertTrue(openAi.thinksFirst());
      assertEquals(Duration.ofMinutes(2), context.getBean(ModelTimeouts.class).firstToken());
      assertFalse(openAi.toString().contains("secret"));
    }
  }
}
