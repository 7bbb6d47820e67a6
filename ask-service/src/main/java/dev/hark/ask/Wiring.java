package dev.hark.ask;

import dev.hark.ask.grpc.AskEndpoint;
import dev.hark.ask.id.NewIds;
import dev.hark.ask.inside.InternalConfiguration;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.local.LocalChatModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptBudget;
import dev.hark.ask.retrieval.RetrieveChunks;
import dev.hark.ask.retrieval.grpc.SearchServiceClient;
import dev.hark.ask.session.jdbc.JdbcStore;
import dev.hark.ask.trace.TracedCalls;
import dev.hark.ask.trace.TracedModels;
import dev.hark.ask.trace.Tracing;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.Faults;
import dev.hark.ask.turn.FollowUpRewriter;
import dev.hark.ask.turn.ModelRewriter;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.TurnSteps;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.Embedders;
import dev.hark.embedding.EmbeddingConfiguration;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.sql.Connection;
import java.time.Clock;
import java.util.List;

/** Puts the service together. */
@Factory
final class Wiring {
  /**
   * A found chunk comes with its segments; one huge turn may be some MiB, a hundred of them more.
   */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  private final Clock clock = Clock.systemUTC();
  private final NewIds ids = new NewIds(clock, new SecureRandom());

  // By name: the framework brings a channel of its own for every name that is asked for.
  @Singleton
  @Named("search-service")
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel searchService(
      SearchServiceConfiguration configuration, InternalConfiguration inside, Tracing tracing) {
    return inside
        .channelTo(configuration.address())
        .intercept(tracing.isOn() ? List.of(new TracedCalls(tracing)) : List.of())
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .build();
  }

  @Singleton
  SearchServiceClient sources(
      @Named("search-service") ManagedChannel channel, SearchServiceConfiguration configuration) {
    return new SearchServiceClient(
        channel, configuration.budget(), configuration.transcriptBudget());
  }

  @Singleton
  JdbcStore store(
      TransactionOperations<Connection> transactions, ErasureConfiguration configuration) {
    return new JdbcStore(transactions, clock, configuration.answers());
  }

  @Singleton
  @Bean(preDestroy = "close")
  Embedder embedder() {
    return Embedders.create(EmbeddingConfiguration.builtin());
  }

  @Singleton
  LocalChatModel local(Embedder embedder, AskConfiguration configuration) {
    return new LocalChatModel(embedder, configuration.localVectors());
  }

  @Singleton
  ChatModels models(
      List<ProviderConfiguration> providers,
      List<ProjectKeyConfiguration> projectKeys,
      ModelTimeouts timeouts,
      BeanProvider<LocalChatModel> local,
      AskConfiguration configuration,
      Tracing tracing,
      MeterRegistry registry) {
    ChatModels models =
        new MeteredModels(
            new ConfiguredModels(
                providers, projectKeys, timeouts, local::get, configuration.defaultProvider()),
            registry);
    return tracing.isOn() ? new TracedModels(models, tracing) : models;
  }

  @Singleton
  OpenSession opener(JdbcStore store, SearchServiceClient sources) {
    return new OpenSession(sources, store.sessions(), ids, clock);
  }

  @Singleton
  AskQuestion askQuestion(
      JdbcStore store,
      OpenSession opener,
      SearchServiceClient sources,
      ChatModels models,
      AskConfiguration configuration,
      Faults faults) {
    TurnSteps steps =
        new TurnSteps(
            store.sessions(),
            store.conversation(),
            opener,
            models,
            sources,
            new RetrieveChunks(sources),
            new PromptAssembly(
                new PromptBudget(
                    configuration.chunks(),
                    configuration.sourceTokens(),
                    configuration.historyTokens())),
            configuration.rewriteFollowUps() ? new ModelRewriter(models) : FollowUpRewriter.NONE,
            ids,
            clock);
    return new AskQuestion(steps, configuration.maxTurns(), faults);
  }

  @Singleton
  AskEndpoint endpoint(JdbcStore store, OpenSession opener, AskQuestion ask, Faults faults) {
    return new AskEndpoint(
        store.sessions(),
        store.conversation(),
        store.erasures(),
        opener,
        ask,
        new CachedCursorSeal(store),
        faults);
  }
}
