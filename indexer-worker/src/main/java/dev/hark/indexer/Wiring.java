package dev.hark.indexer;

import dev.hark.embedding.Embedders;
import dev.hark.embedding.EmbeddingConfiguration;
import dev.hark.indexer.indexing.EmbeddingTurns;
import dev.hark.indexer.indexing.IndexEvent;
import dev.hark.indexer.indexing.IndexWithConversations;
import dev.hark.indexer.indexing.MarkFailed;
import dev.hark.indexer.indexing.RecordingIndex;
import dev.hark.indexer.indexing.grpc.GrpcConversations;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.indexer.indexing.url.TranscriptConfiguration;
import dev.hark.indexer.indexing.url.UrlTranscriptSource;
import dev.hark.indexer.kafka.BulkConfiguration;
import dev.hark.indexer.kafka.WorkBudget;
import dev.hark.runtime.rpc.InternalConfiguration;
import dev.hark.runtime.trace.Tracing;
import io.grpc.ManagedChannel;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;

/** Puts the use cases and their adapters together. */
@Factory
final class Wiring {
  /** Of bulk to what is small and new: then one batch, of a second, is embedded between. */
  private static final Duration LONGEST_YIELD = Duration.ofSeconds(4);

  @Singleton
  @Bean(preDestroy = "shutdownNow")
  ManagedChannel searchService(
      SearchServiceConfiguration configuration, InternalConfiguration inside, Tracing tracing) {
    return channel(configuration.address(), inside, tracing);
  }

  /** To any of Hark's services. */
  private static ManagedChannel channel(
      String address, InternalConfiguration inside, Tracing tracing) {
    return inside.channelTo(address).intercept(tracing.onCalls()).build();
  }

  @Singleton
  RecordingIndex recordingIndex(
      ManagedChannel channel,
      SearchServiceConfiguration configuration,
      AskServiceChannel askService,
      AskServiceConfiguration conversations) {
    RecordingIndex index =
        new GrpcRecordingIndex(
            channel,
            new Timeouts(
                configuration.timeout(),
                configuration.stallTimeout(),
                configuration.timeoutPerChunk()));
    return askService
        .channel()
        .<RecordingIndex>map(
            there ->
                new IndexWithConversations(
                    index, new GrpcConversations(there, conversations.timeout())))
        .orElse(index);
  }

  @Singleton
  @Bean(preDestroy = "close")
  AskServiceChannel askService(
      AskServiceConfiguration configuration, InternalConfiguration inside, Tracing tracing) {
    return AskServiceChannel.to(
        configuration.address(), address -> channel(address, inside, tracing));
  }

  @Singleton
  @Bean(preDestroy = "close")
  EmbeddingWatch embedder(@Property(name = "hark.embedding") Map<String, String> settings) {
    return new EmbeddingWatch(Embedders.create(EmbeddingConfiguration.from(settings)));
  }

  /** They share the budget's size, as they are as large as events may be, and not counted there. */
  @Singleton
  @Bean(preDestroy = "close")
  UrlTranscriptSource transcripts(
      TranscriptConfiguration transcripts,
      @Property(name = "hark.kafka.bytes-in-work") long bytesInWork) {
    return new UrlTranscriptSource(transcripts, WorkBudget.of(bytesInWork).bytes());
  }

  @Singleton
  IndexEvent indexEvent(
      RecordingIndex index,
      UrlTranscriptSource transcripts,
      EmbeddingWatch embedder,
      BulkConfiguration bulk) {
    return new IndexEvent(
        index, transcripts, new EmbeddingTurns(embedder, bulk.embedded(), LONGEST_YIELD));
  }

  @Singleton
  MarkFailed markFailed(RecordingIndex index) {
    return new MarkFailed(index);
  }
}
