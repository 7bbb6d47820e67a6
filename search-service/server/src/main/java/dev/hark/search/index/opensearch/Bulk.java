package dev.hark.search.index.opensearch;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.opensearch.CallFailures.Unanswered;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
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

  /** What is said of a document that is there, is not, or is not as it was read. */
  private static final Set<String> UNTOUCHED =
      Set.of("version_conflict_engine_exception", "document_missing_exception");

  private final OpenSearchCalls calls;
  private final Duration firstWait;

  Bulk(OpenSearchCalls calls, Duration firstWait) {
    this.calls = calls;
    this.firstWait = firstWait;
  }

  /**
   * What is known of items that are all decided.
   *
   * @param mayLandLate whether an attempt got no answer: it may be taken up late, and done again
   * @param answers by the ids of the documents
   */
  record Sent(boolean mayLandLate, Map<String, BulkResponseItem> answers) {
    /** Whether it was to be created and is there, or changed and is not, or not as it was. */
    boolean untouched(String id) {
      BulkResponseItem answer = answers.get(id);
      return answer != null && answer.error() != null;
    }
  }

  /** Returns when every item is done, and visible if that is asked for. */
  Sent send(List<BulkOperation> items, Refresh refresh) {
    List<BulkOperation> open = items;
    boolean mayLandLate = false;
    Map<String, BulkResponseItem> answers = new HashMap<>();
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      try {
        open = refused(open, ask(open, refresh), answers);
      } catch (IndexUnavailableException e) {
        if (attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
          throw e;
        }
        mayLandLate |= e instanceof Unanswered;
      }
      if (!open.isEmpty()) {
        pause(open.size(), attempt);
      }
    }
    return new Sent(mayLandLate, answers);
  }

  private List<BulkResponseItem> ask(List<BulkOperation> items, Refresh refresh) {
    return calls
        .send(
            "_bulk",
            client ->
                client.bulk(bulk -> bulk.requireAlias(true).refresh(refresh).operations(items)))
        .items();
  }

  /** Those to be sent again; the answers of the others are noted. */
  private static List<BulkOperation> refused(
      List<BulkOperation> items,
      List<BulkResponseItem> results,
      Map<String, BulkResponseItem> answers) {
    if (results.size() != items.size()) {
      throw new IndexUnavailableException("a bulk reply answers for all items or is none");
    }
    List<BulkOperation> again = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      BulkResponseItem result = results.get(i);
      if (result.status() == TOO_MANY_REQUESTS || result.status() >= SERVER_ERROR) {
        again.add(items.get(i));
      } else {
        requireDecided(result);
        answers.put(String.valueOf(result.id()), result);
      }
    }
    return again;
  }

  private static void requireDecided(BulkResponseItem result) {
    String type = result.error() == null ? "no reason" : result.error().type();
    if (result.status() == BAD_REQUEST) {
      throw new UnacceptableException("the index rejects a document: " + type);
    }
    // A missing index, a write block: not done, and nothing that one more request would mend.
    if (result.error() != null && !UNTOUCHED.contains(type)) {
      throw new IndexUnavailableException("bulk: " + type);
    }
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
