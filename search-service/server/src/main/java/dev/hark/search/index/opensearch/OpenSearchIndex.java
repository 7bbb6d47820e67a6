package dev.hark.search.index.opensearch;

import dev.hark.embedding.EmbeddingSpace;
import dev.hark.search.index.ChunkIndex;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import dev.hark.search.index.WriterLeases;
import dev.hark.search.index.opensearch.OpenSearchEndUsers.Look;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.FindEndUsers;
import dev.hark.search.query.FindMentions;
import dev.hark.search.query.FindRecordings;
import dev.hark.search.query.ReadTranscript.Store;
import dev.hark.search.query.RecordingDirectory;
import dev.hark.search.query.RecordingOverview;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index on OpenSearch, by the ports it serves. It is looked at again and again, in the
 * background, and nothing may use it while it must not be used. Calls go through while OpenSearch
 * is out of reach: they fail by themselves, and work again the moment it is back. Closing it gives
 * its connections back.
 */
public final class OpenSearchIndex implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OpenSearchIndex.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("index-watch").factory());
  private final Connections connections;
  private final IndexCheck check;
  private final Consumer<IndexCondition> listener;
  private final IndexConfiguration.Names names;
  private final IndexConfiguration configuration;
  private volatile IndexCondition condition =
      new IndexCondition.Unusable("the index has not been looked at yet");
  private volatile boolean usable;

  private OpenSearchIndex(
      IndexConfiguration configuration, EmbeddingSpace space, Consumer<IndexCondition> listener) {
    this.configuration = configuration;
    this.names = new IndexConfiguration.Names(configuration.prefix());
    this.connections = new Connections(configuration);
    this.check = new IndexCheck(connections.writes(), configuration, space);
    this.listener = listener;
  }

  /**
   * Returns at once; the indices are made or checked in the background until all is well.
   *
   * @param listener is told the condition each time that it was looked at
   */
  public static OpenSearchIndex open(
      IndexConfiguration configuration, EmbeddingSpace space, Consumer<IndexCondition> listener) {
    OpenSearchIndex index = new OpenSearchIndex(configuration, space, listener);
    listener.accept(index.condition);
    long interval = configuration.checkInterval().toMillis();
    var _ = index.executor.scheduleWithFixedDelay(index::look, 0, interval, TimeUnit.MILLISECONDS);
    return index;
  }

  private void look() {
    IndexCondition now;
    try {
      now = check.run();
    } catch (RuntimeException e) {
      now = new IndexCondition.Unusable("the look at the index failed, see the log");
      if (!now.equals(condition)) {
        LOG.error("Could not look at the index", e);
      }
    }
    if (!now.equals(condition)) {
      log(now);
    }
    condition = now;
    usable =
        switch (now) {
          case IndexCondition.Ready ready -> true;
          case IndexCondition.Unusable unusable -> false;
          case IndexCondition.Unreachable unreachable -> usable;
        };
    listener.accept(now);
  }

  private static void log(IndexCondition now) {
    switch (now) {
      case IndexCondition.Ready ready -> LOG.info("The index is ready");
      case IndexCondition.Unreachable unreachable -> LOG.warn("{}", unreachable.reason());
      case IndexCondition.Unusable unusable -> LOG.warn("{}", unusable.reason());
    }
  }

  public IndexCondition condition() {
    return condition;
  }

  /**
   * Lets a call pass, or says why not.
   *
   * @throws IndexUnavailableException while the index must not be used
   */
  public void requireUsable() {
    if (!usable) {
      throw new IndexUnavailableException("the index is not ready");
    }
  }

  /** For what writes and removes chunks. */
  public ChunkIndex chunks() {
    OpenSearchCalls calls = connections.writes();
    return new OpenSearchChunkIndex(calls, bulk(calls), names);
  }

  /**
   * For what changes recordings.
   *
   * @param meanings makes the vectors of titles; empty for those that there is none of now
   */
  public RecordingCatalog recordings(Function<String, Optional<Embedding>> meanings) {
    return catalog(connections.writes(), meanings);
  }

  /** For what changes recordings. */
  public Erasures erasures() {
    return new OpenSearchEndUsers(connections.writes(), names);
  }

  /** For what writes and removes chunks. */
  public WriterLeases leases() {
    return new OpenSearchEndUsers(connections.writes(), names);
  }

  /** For what names transcriptions. */
  public TranscriptionClaims claims() {
    return new OpenSearchEndUsers(connections.writes(), names);
  }

  /** Looks recordings up for somebody who waits. */
  public FindRecordings find() {
    OpenSearchCalls calls = connections.reads();
    return new FindRecordings(
        catalog(calls, title -> Optional.empty()), new OpenSearchEndUsers(calls, names), search());
  }

  /**
   * Looks end users up for somebody who waits. Whose first transcript is being written is known a
   * second after its writer has begun: unlike an erasure, a look-up makes nothing visible for that.
   */
  public FindEndUsers findEndUsers(Clock clock) {
    var endUsers = new OpenSearchEndUsers(connections.reads(), names, Look.AS_IT_IS);
    return new FindEndUsers(directory(), endUsers, endUsers, clock);
  }

  private OpenSearchRecordingCatalog catalog(
      OpenSearchCalls calls, Function<String, Optional<Embedding>> meanings) {
    return new OpenSearchRecordingCatalog(calls, bulk(calls), names, meanings);
  }

  private Bulk bulk(OpenSearchCalls calls) {
    return new Bulk(calls, configuration.retryWait());
  }

  public ChunkSearch search() {
    return chunkSearch();
  }

  private OpenSearchChunkSearch chunkSearch() {
    SearchRequests requests =
        new SearchRequests(configuration.candidates(), configuration.readTimeout());
    return new OpenSearchChunkSearch(connections.reads(), names, requests, check::generation);
  }

  /** Tells of recordings together. */
  public RecordingOverview overview() {
    OpenSearchCalls calls = connections.reads();
    return new RecordingOverview(
        new OpenSearchFigures(calls, names), new OpenSearchEndUsers(calls, names));
  }

  /** Finds all that is said. */
  public FindMentions mentions() {
    return new FindMentions(search(), new OpenSearchTexts(connections.reads(), names));
  }

  public RecordingDirectory directory() {
    return new OpenSearchRecordingDirectory(connections.reads(), names);
  }

  public Store transcripts() {
    return chunkSearch();
  }

  @Override
  public void close() {
    executor.shutdownNow();
    connections.close();
  }

  /** Whether the index can be used, and if not, why and what to do. */
  public sealed interface IndexCondition {
    /** The index is as this service needs it. */
    record Ready() implements IndexCondition {}

    /** OpenSearch does not answer; what it holds is not in doubt. */
    record Unreachable(String reason) implements IndexCondition {}

    /** The index must not be used: it is not known yet, not there, or made for something else. */
    record Unusable(String reason) implements IndexCondition {}
  }
}
