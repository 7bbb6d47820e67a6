package dev.hark.gateway.key;

import dev.hark.gateway.error.FailureException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Look-ups beside the calls that wait for them. One query asks for all keys that wait, up to a
 * bound, and takes them from the sources of the calls by turns: thousands of unknown keys a second
 * cost a few queries, and keys from elsewhere are in the next one. Safe for many threads.
 */
final class KeyLookups {
  private static final Logger log = LoggerFactory.getLogger(KeyLookups.class);

  /** Some milliseconds for PostgreSQL; more a second than a gateway can read from its clients. */
  private static final int MOST = 500;

  private final Function<Set<ApiKey.Hash>, Map<ApiKey.Hash, KnownKey>> store;
  private final Executor threads;
  private final Map<ApiKey.Hash, CompletableFuture<Optional<KnownKey>>> underWay = new HashMap<>();
  private final LinkedHashMap<String, Queue<ApiKey.Hash>> waiting = new LinkedHashMap<>();
  private boolean running;

  KeyLookups(Function<Set<ApiKey.Hash>, Map<ApiKey.Hash, KnownKey>> store, Executor threads) {
    this.store = store;
    this.threads = threads;
  }

  /**
   * Looks up, or joins the look-up that is under way.
   *
   * @param source who asks: each has the same share of a query
   * @return fails with what the store failed with
   */
  CompletableFuture<Optional<KnownKey>> start(ApiKey.Hash hash, String source) {
    CompletableFuture<Optional<KnownKey>> answer;
    synchronized (this) {
      @Nullable CompletableFuture<Optional<KnownKey>> other = underWay.get(hash);
      if (other != null) {
        return other;
      }
      answer = new CompletableFuture<>();
      underWay.put(hash, answer);
      waiting.computeIfAbsent(source, any -> new ArrayDeque<>()).add(hash);
      if (running) {
        return answer;
      }
      running = true;
    }
    threads.execute(this::lookUpAll);
    return answer;
  }

  private void lookUpAll() {
    for (Set<ApiKey.Hash> some = next(); !some.isEmpty(); some = next()) {
      try {
        Map<ApiKey.Hash, KnownKey> found = store.apply(some);
        some.forEach(hash -> end(hash).complete(Optional.ofNullable(found.get(hash))));
      } catch (RuntimeException | Error e) {
        if (!(e instanceof FailureException)) {
          log.error("keys cannot be looked up", e);
        }
        // An Error too: whoever joined waits for this. Those who wait would only fail later.
        some.forEach(hash -> end(hash).completeExceptionally(e));
        allWaiting().forEach(hash -> end(hash).completeExceptionally(e));
      }
    }
  }

  private synchronized CompletableFuture<Optional<KnownKey>> end(ApiKey.Hash hash) {
    @Nullable CompletableFuture<Optional<KnownKey>> answer = underWay.remove(hash);
    return answer == null ? new CompletableFuture<>() : answer;
  }

  /** One of each source, then one more of each. Nothing runs any more when there is none. */
  private synchronized Set<ApiKey.Hash> next() {
    Set<ApiKey.Hash> some = new LinkedHashSet<>();
    while (some.size() < MOST && !waiting.isEmpty()) {
      Map.Entry<String, Queue<ApiKey.Hash>> turn = waiting.pollFirstEntry();
      some.add(turn.getValue().remove());
      if (!turn.getValue().isEmpty()) {
        waiting.putLast(turn.getKey(), turn.getValue());
      }
    }
    running = !some.isEmpty();
    return some;
  }

  private synchronized List<ApiKey.Hash> allWaiting() {
    List<ApiKey.Hash> all = waiting.values().stream().flatMap(Queue::stream).toList();
    waiting.clear();
    return all;
  }
}
