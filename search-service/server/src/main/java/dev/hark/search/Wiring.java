package dev.hark.search;

import static io.grpc.protobuf.services.HealthStatusManager.SERVICE_NAME_ALL_SERVICES;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.Embedders;
import dev.hark.embedding.EmbeddingConfiguration;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.trace.Tracing;
import dev.hark.search.grpc.Budget;
import dev.hark.search.grpc.IndexEndpoint;
import dev.hark.search.grpc.RpcMetrics;
import dev.hark.search.grpc.SearchEndpoint;
import dev.hark.search.index.Erase;
import dev.hark.search.index.ReplaceTranscript;
import dev.hark.search.index.UpdateRecording;
import dev.hark.search.index.opensearch.IndexConfiguration;
import dev.hark.search.index.opensearch.OpenSearchIndex;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import dev.hark.search.query.FindRecordings;
import dev.hark.search.query.ListRecordings;
import dev.hark.search.query.QueryVectors;
import dev.hark.search.query.ReadChunks;
import dev.hark.search.query.ReadTranscript;
import dev.hark.search.query.RecordingDirectory;
import dev.hark.search.query.SearchChunks;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.context.Context;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ExecutorService;

/** Puts the service together. */
@Factory
final class Wiring {
  @Singleton
  @Bean(preDestroy = "close")
  Embedder embedder(@Property(name = "hark.embedding") Map<String, String> settings) {
    return Embedders.create(EmbeddingConfiguration.from(settings));
  }

  @Singleton
  @Bean(preDestroy = "close")
  OpenSearchIndex index(
      IndexConfiguration configuration,
      Embedder embedder,
      HealthStatusManager health,
      Tracing tracing) {
    if (tracing.isOn()) {
      // The adapter takes it from there.
      GlobalOpenTelemetry.set(tracing.telemetry());
    }
    return OpenSearchIndex.open(
        configuration,
        embedder.space(),
        condition -> health.setStatus(SERVICE_NAME_ALL_SERVICES, status(condition)));
  }

  private static ServingStatus status(IndexCondition condition) {
    return switch (condition) {
      case IndexCondition.Ready ready -> ServingStatus.SERVING;
      case IndexCondition.Unreachable unreachable -> ServingStatus.NOT_SERVING;
      case IndexCondition.Unusable unusable -> ServingStatus.NOT_SERVING;
    };
  }

  @Singleton
  RpcMetrics rpcMetrics(MeterRegistry registry) {
    return new RpcMetrics(registry);
  }

  @Singleton
  SearchEndpoint searchEndpoint(
      OpenSearchIndex index,
      Embedder embedder,
      SearchConfiguration configuration,
      MeterRegistry registry,
      @Named("io") ExecutorService executor) {
    // Parts of a call that run on threads of their own belong to its trace.
    ExecutorService threads = Context.taskWrapping(executor);
    QueryVectors vectors = new QueryVectors(embedder, threads, configuration.embeddingTimeout());
    FindRecordings find = index.find();
    RecordingDirectory directory = index.directory();
    return new SearchEndpoint(
        new SearchChunks(index.search(), vectors),
        new ReadChunks(index.search()),
        find,
        new ListRecordings(directory),
        new CursorSeal(configuration.cursorSecret()),
        index.findEndUsers(Clock.systemUTC()),
        index.overview(),
        index.mentions(),
        new ReadTranscript(find, directory, index.transcripts()),
        new Budget(threads, configuration.readBudget()),
        new FairSlots(configuration.limits()),
        configuration.queueTime(),
        threads,
        registry,
        index::requireUsable);
  }

  @Singleton
  IndexEndpoint indexEndpoint(
      OpenSearchIndex index,
      Embedder embedder,
      SearchConfiguration configuration,
      @Named("io") ExecutorService executor) {
    QueryVectors titles = new QueryVectors(embedder, executor, configuration.titleTimeout());
    var recordings = index.recordings(titles::of);
    var erasures = index.erasures();
    var chunks = index.chunks();
    var leases = index.leases();
    var claims = index.claims();
    Clock clock = Clock.systemUTC();
    return new IndexEndpoint(
        new ReplaceTranscript(
            recordings, erasures, chunks, leases, claims, embedder.space(), clock),
        new UpdateRecording(recordings, erasures, chunks, claims),
        new Erase(recordings, erasures, chunks, leases, clock),
        index::requireUsable);
  }
}
