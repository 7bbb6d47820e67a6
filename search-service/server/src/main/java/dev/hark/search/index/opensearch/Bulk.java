package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;
import dev.hark.search.index.UnacceptableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
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

  private final OpenSearchCalls calls;
  private final Duration firstWait;

  Bulk(OpenSearchCalls calls, Duration firstWait) {
    this.calls = calls;
    this.firstWait = firstWait;
  }

  /** One action of a bulk request: its line, and the document if it takes one. */
  record Item(JsonNode action, @Nullable JsonNode document) {}

  /** Returns when every item is done. */
  void send(List<Item> items) {
    List<Item> open = items;
    for (int attempt = 1; !open.isEmpty(); attempt++) {
      open = attempt(open, attempt);
      if (!open.isEmpty()) {
        pause(open.size(), attempt);
      }
    }
  }

  private List<Item> attempt(List<Item> items, int attempt) {
    try {
      return refused(items, calls.send(call(items)));
    } catch (IndexUnavailableException e) {
      if (attempt >= ATTEMPTS || Thread.currentThread().isInterrupted()) {
        throw e;
      }
      return items;
    }
  }

  private static Call call(List<Item> items) {
    Lines lines = new Lines();
    for (Item item : items) {
      lines.add(item.action());
      if (item.document() != null) {
        lines.add(item.document());
      }
    }
    return Call.of("POST", "/_bulk").with("require_alias", "true").lines(lines);
  }

  /** Those to be sent again. */
  private static List<Item> refused(List<Item> items, Reply reply) {
    JsonNode results = reply.orThrow("bulk").path("items");
    if (results.size() != items.size()) {
      throw new IndexUnavailableException("a bulk reply answers for all items or is none");
    }
    List<Item> again = new ArrayList<>();
    for (int i = 0; i < items.size(); i++) {
      JsonNode result = results.get(i).elements().next();
      if (!decided(result)) {
        again.add(items.get(i));
      }
    }
    return again;
  }

  private static boolean decided(JsonNode result) {
    int status = result.path("status").asInt(SERVER_ERROR);
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      return false;
    }
    if (status == Reply.BAD_REQUEST) {
      throw new UnacceptableException("the index rejects a document: " + errorType(result));
    }
    // A missing index, a write block: not done, and nothing that one more request would mend.
    if (result.has("error")) {
      throw new IndexUnavailableException("bulk: " + errorType(result));
    }
    return true;
  }

  private static String errorType(JsonNode result) {
    return result.path("error").path("type").asText("no reason");
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
