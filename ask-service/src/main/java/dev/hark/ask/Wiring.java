package dev.hark.ask;

import dev.hark.ask.grpc.AskEndpoint;
import dev.hark.ask.model.ChatModels;
import dev.hark.ask.model.SharedChatModel;
import dev.hark.ask.model.langchain4j.ModelTimeouts;
import dev.hark.ask.model.local.LocalChatModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.grpc.SearchServiceClient;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.jdbc.AskSchema;
import dev.hark.ask.session.jdbc.StoredCursorSeal;
import dev.hark.ask.trace.TracedChatModel;
import dev.hark.ask.turn.AskQuestion;
import dev.hark.ask.turn.Faults;
import dev.hark.ask.turn.FollowUpRewriter;
import dev.hark.ask.turn.ModelRewriter;
import dev.hark.ask.turn.OpenSession;
import dev.hark.ask.turn.TurnSteps;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.Embedders;
import dev.hark.embedding.EmbeddingConfiguration;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.health.ServiceHealth;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.runtime.schema.SchemaStartup;
import dev.hark.runtime.thread.Niceness;
import dev.hark.runtime.trace.Tracing;
import io.grpc.ManagedChannel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.configuration.jdbc.hikari.DatasourceConfiguration;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Puts the service together. */
@Factory
final class Wiring {
  /**
   * A found chunk comes with its segments; one huge turn may be some MiB, a hundred of them more.
   */
  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }

  @Singleton
  IdGenerator ids(Clock clock) {
    return new IdGenerator(clock, new SecureRandom());
  }

  // By name: the framework brings a channel of its own for every name that is asked for.
  @Singleton
  @Named("search-service")
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel searchService(
      SearchServiceConfiguration configuration, InternalConfiguration inside, Tracing tracing) {
    return inside
        .channelTo(configuration.address())
        .intercept(tracing.onCalls())
        .maxInboundMessageSize(MAX_MESSAGE_BYTES)
        .build();
  }

  /** Without search-service there is nothing to answer from. */
  @Singleton
  ServiceHealth searchServiceHealth(
      @Named("search-service") ManagedChannel channel,
      @Named(TaskExecutors.BLOCKING) ExecutorService threads) {
    return new ServiceHealth("search-service", "HARK_SEARCH_ADDRESS", channel, threads);
  }

  @Singleton
  SearchServiceClient sources(
      @Named("search-service") ManagedChannel channel, SearchServiceConfiguration configuration) {
    return new SearchServiceClient(
        channel, configuration.budget(), configuration.transcriptBudget());
  }

  @Singleton
  @Bean(preDestroy = "stop")
  SchemaStartup schema(@Named("default") DatasourceConfiguration database) {
    return new SchemaStartup(database, AskSchema::migrate);
  }

  @Singleton
  AnswerErasure erasure(ErasureConfiguration configuration) {
    return configuration.answers();
  }

  @Singleton
  @Bean(preDestroy = "close")
  Embedder embedder(AskConfiguration configuration) {
    return Embedders.create(
        EmbeddingConfiguration.builtin().standingBack(configuration.localNice()));
  }

  @Singleton
  LocalChatModel local(Embedder embedder, AskConfiguration configuration) {
    return new LocalChatModel(embedder, configuration.localVectors());
  }

  /** So that answers that are computed here do not hold up searches, which people wait for too. */
  @Singleton
  @Named("local")
  @Bean(preDestroy = "shutdown")
  ExecutorService localThreads(AskConfiguration configuration) {
    return Executors.newCachedThreadPool(
        Niceness.threads(
            Thread.ofPlatform().daemon().name("local-", 0).factory(), configuration.localNice()));
  }

  @Singleton
  ChatModels models(
      List<ProviderConfiguration> providers,
      List<ProjectKeyConfiguration> projectKeys,
      ModelTimeouts timeouts,
      BeanProvider<LocalChatModel> local,
      @Named("local") ExecutorService localThreads,
      AskConfiguration configuration,
      Tracing tracing,
      MeterRegistry registry) {
    FairSlots slots = configuration.localSlots();
    ChatModels models =
        new ConfiguredModels(
                providers,
                projectKeys,
                timeouts,
                project ->
                    new SharedChatModel(
                        local.get(),
                        slots,
                        project.value(),
                        configuration.localQueueTime(),
                        localThreads),
                configuration.defaultProvider())
            .each(model -> new MeteredChatModel(model, registry));
    return tracing.isOn()
        ? models.each(model -> new TracedChatModel(model, tracing.tracer()))
        : models;
  }

  @Singleton
  Faults faults(MeterRegistry registry) {
    return new dev.hark.runtime.fault.Faults("hark.ask.faults", registry)::found;
  }

  @Singleton
  OpenSession opener(SearchServiceClient sources, Sessions sessions, IdGenerator ids, Clock clock) {
    return new OpenSession(sources, sessions, ids, clock);
  }

  @Singleton
  AskQuestion askQuestion(
      Sessions sessions,
      Conversation conversation,
      OpenSession opener,
      SearchServiceClient sources,
      ChatModels models,
      AskConfiguration configuration,
      IdGenerator ids,
      Clock clock,
      Faults faults) {
    TurnSteps steps =
        new TurnSteps(
            sessions,
            conversation,
            opener,
            models,
            sources,
            sources,
            new PromptAssembly(
                new PromptBudget(
                    configuration.chunks(),
                    configuration.sourceTokens(),
                    configuration.historyTokens())),
            configuration.rewriteFollowUps() ? new ModelRewriter(models) : FollowUpRewriter.NONE,
            ids,
            clock);
    return new AskQuestion(
        steps,
        configuration.maxTurns(),
        configuration.turnSlots(),
        configuration.turnQueueTime(),
        faults);
  }

  @Singleton
  AskEndpoint endpoint(
      Sessions sessions,
      Conversation conversation,
      Erasures erasures,
      OpenSession opener,
      AskQuestion ask,
      StoredCursorSeal seal,
      AskConfiguration configuration,
      Faults faults) {
    return new AskEndpoint(
        sessions, conversation, erasures, opener, ask, configuration.callSlots(), seal, faults);
  }
}
