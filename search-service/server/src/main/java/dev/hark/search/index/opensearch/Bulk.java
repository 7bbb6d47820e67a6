package dev.hark.search.index.opensearch;

import dev.hark.search.index.ChunkIndex.Attempts;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.opensearch.CallFailures.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.opensearch._types.ErrorCause;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.bulk.BulkResponseItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends bulk requests and reads their replies item by item. Items that the index was too busy for
 * are sent again, with growing random waits; so is a whole request that was refused or cut, since
 * every action may be repeated.
 */
final class Bulk {
  private static final Logger LOG = LoggerFactory.getLogger(Bulk.class);

  /** With waits of 0.1 s that double, about 3 s in all: a full write queue drains in less. */
  private static final int ATTEMPTS = 6;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;
  private static final int BAD_REQUEST = 400;

  private final OpenSearchCalls calls;
  private final Duration firstWait;

  Bulk(OpenSearchCalls calls, Duration firstWait) {
    this.calls = calls;
    this.firstWait = firstWait;
  }

  /** What is left after an attempt. */
  private record Attempted(List<BulkOperation> open, boolean answered) {}

  /** Returns when every item is done. */
  Attempts send(List<BulkOperation> items) {
    return send(items, Refresh.False);
  }

  /** Returns when every item is done, and visible if that is asked for. */
  Attempts send(List<BulkOperation> items, Refresh refresh) {
    List<BulkOperation> open = items;
    Attempts attempts = Attempts.ALL_ENDED;
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      Attempted attempted = attempt(open, refresh, attempt);
      open = attempted.open();
      if (!attempted.answered()) {
        attempts = Attempts.ONE_OPEN;
      }
      if (!open.isEmpty()) {
        pause(open.size(), attempt);
      }
    }
    return attempts;
  }

  private Attempted attempt(List<BulkOperation> items, Refresh refresh, int attempt) {
    try {
      return new Attempted(refused(items, ask(items, refresh)), true);
    } catch (IndexUnavailableException e) {
      if (attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return new Attempted(items, !(e instanceof Unanswered));
    }
  }

  private List<BulkResponseItem> ask(List<BulkOperation> items, Refresh refresh) {
    return calls
        .send(
            "_bulk",
            client ->
                client.bulk(bulk -> bulk.requireAlias(true).refresh(refresh).operations(items)))
        .items();
  }

  /** Those to be sent again. */
  private static List<BulkOperation> refused(
      List<BulkOperation> items, List<BulkResponseItem> results) {
    if (results.size() != items.size()) {
      throw new IndexUnavailableException("a bulk reply answers for all items or is none");
    }
    List<BulkOperation> again = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      if (!decided(results.get(i))) {
        again.add(items.get(i));
      }
    }
    return again;
  }

  private static boolean decided(BulkResponseItem result) {
    if (result.status() == TOO_MANY_REQUESTS || result.status() >= SERVER_ERROR) {
      return false;
    }
    ErrorCause error = result.error();
    if (result.status() == BAD_REQUEST) {
      throw new UnacceptableException("the index rejects a document: " + type(error));
    }
    // A missing index, a write block: not done, and nothing that one more request would mend.
    if (error != null) {
      throw new IndexUnavailableException("bulk: " + type(error));
    }
    return true;
  }

  private static String type(@Nullable ErrorCause error) {
    return error == null ? "no reason" : error.type();
  }

  private void pause(int open, int attempt) {
    if (attempt >= ATTEMPTS) {
      throw new IndexUnavailableException("the index was too busy for %d items".formatted(open));
    }
    long bound = firstWait.toMillis() << (attempt - 1);
    LOG.info("The index is too busy for {} items, trying again", open);
    try {
      // Half of the wait is chance, so that writers that were refused together part.
      Thread.sleep(bound / 2 + ThreadLocalRandom.current().nextLong(bound / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailableException("given up before the index took all items", e);
    }
  }
}
