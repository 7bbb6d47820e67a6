package dev.hark.search.index.opensearch;

import dev.hark.embedding.EmbeddingSpace;
import dev.hark.search.index.ChunkIndex;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Erase.Erasures;
import dev.hark.search.index.RecordingCatalog;
import dev.hark.search.index.UpdateRecording.TranscriptionClaims;
import dev.hark.search.index.WriterLeases;
import dev.hark.search.index.opensearch.OpenSearchEndUsers.Look;
import dev.hark.search.query.ChunkSearch;
import dev.hark.search.query.FindEndUser;
import dev.hark.search.query.FindRecording;
import dev.hark.search.query.RecordingDirectory;
import dev.hark.search.query.TranscriptStore;
import java.time.Clock;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/** The index on OpenSearch, by the ports it serves. Closing it gives its connections back. */
public final class OpenSearchIndex implements AutoCloseable {
  private final Connections connections;
  private final IndexWatch watch;
  private final IndexDefinitions.Names names;
  private final IndexConfiguration configuration;

  private OpenSearchIndex(
      IndexConfiguration configuration, EmbeddingSpace space, Consumer<IndexCondition> listener) {
    this.configuration = configuration;
    this.names = new IndexDefinitions.Names(configuration.prefix());
    this.connections = new Connections(configuration);
    IndexDefinitions definitions = new IndexDefinitions(names, space, configuration);
    this.watch =
        new IndexWatch(new IndexCheck(connections.writes(), names, definitions, space), listener);
  }

  /**
   * Returns at once; the indices are made or checked in the background until all is well.
   *
   * @param listener is told the condition each time that it was looked at
   */
  public static OpenSearchIndex open(
      IndexConfiguration configuration, EmbeddingSpace space, Consumer<IndexCondition> listener) {
    OpenSearchIndex index = new OpenSearchIndex(configuration, space, listener);
    index.watch.start(configuration.checkInterval());
    return index;
  }

  public IndexCondition condition() {
    return watch.condition();
  }

  /**
   * Lets a call pass, or says why not.
   *
   * @throws dev.hark.search.index.IndexFailure.IndexUnavailableException while the index must not
   *     be used
   */
  public void requireUsable() {
    watch.requireUsable();
  }

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
  public FindRecording find() {
    OpenSearchCalls calls = connections.reads();
    return new FindRecording(
        catalog(calls, title -> Optional.empty()), new OpenSearchEndUsers(calls, names));
  }

  /**
   * Looks end users up for somebody who waits. Whose first transcript is being written is known a
   * second after its writer has begun: unlike an erasure, a look-up makes nothing visible for that.
   */
  public FindEndUser findEndUser(Clock clock) {
    var endUsers = new OpenSearchEndUsers(connections.reads(), names, Look.AS_IT_IS);
    return new FindEndUser(directory(), endUsers, endUsers, clock);
  }

  private RecordingCatalog catalog(
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
    return new OpenSearchChunkSearch(connections.reads(), names, requests);
  }

  public RecordingDirectory directory() {
    return new OpenSearchRecordingDirectory(connections.reads(), names);
  }

  public TranscriptStore transcripts() {
    return chunkSearch();
  }

  @Override
  public void close() {
    watch.close();
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
