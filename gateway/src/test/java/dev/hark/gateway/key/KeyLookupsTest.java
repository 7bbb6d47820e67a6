package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class KeyLookupsTest {
  private final List<Set<ApiKey.Hash>> queries = new ArrayList<>();
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private boolean away;
  private final KeyLookups lookups = new KeyLookups(this::find, threads::add);

  private Map<ApiKey.Hash, KnownKey> find(Set<ApiKey.Hash> hashes) {
    queries.add(hashes);
    if (away) {
      throw new FailureException(Failure.unavailable());
    }
    return Map.of();
  }

  private static ApiKey.Hash hash(int number) {
    return ApiKey.Hash.of("key" + number);
  }

  private void flood(String source, int keys) {
    for (int i = 0; i < keys; i++) {
      var _ = lookups.start(hash(i), source);
    }
  }

  private void work() {
    threads.remove().run();
    assertTrue(threads.isEmpty(), "one works at a time");
  }

  @Test
  void oneQueryAsksForAllThatWait() {
    flood("192.0.2.1", 300);
    work();
    assertEquals(1, queries.size());
    assertEquals(300, queries.getFirst().size());
  }

  @Test
  void aKeyFromElsewhereIsInTheNextQueryHoweverManyWait() {
    flood("192.0.2.1", 5_000);
    var _ = lookups.start(hash(-1), "198.51.100.7");
    work();
    assertTrue(queries.getFirst().contains(hash(-1)));
    assertEquals(11, queries.size(), "500 at a time");
  }

  @Test
  void manySourcesComeByTurns() {
    for (int source = 0; source < 600; source++) {
      for (int key = 0; key < 3; key++) {
        var _ = lookups.start(hash(3 * source + key), "source " + source);
      }
    }
    work();
    assertTrue(queries.get(0).contains(hash(0)) && queries.get(0).contains(hash(3 * 499)));
    assertTrue(queries.get(1).contains(hash(3 * 599)) && queries.get(1).contains(hash(1)));
  }

  @Test
  void whoAsksForTheSameJoins() {
    CompletableFuture<Optional<KnownKey>> first = lookups.start(hash(1), "192.0.2.1");
    assertSame(first, lookups.start(hash(1), "198.51.100.7"));
    work();
    assertEquals(Optional.empty(), first.join());
    var _ = lookups.start(hash(1), "192.0.2.1");
    work();
    assertEquals(2, queries.size(), "asked again once it has ended");
  }

  @Test
  void whenTheStoreFailsAllThatWaitHearItAndTheNextIsTriedAgain() {
    away = true;
    flood("192.0.2.1", 1_000);
    CompletableFuture<Optional<KnownKey>> last = lookups.start(hash(-1), "192.0.2.1");
    work();
    assertTrue(last.isCompletedExceptionally());
    assertEquals(1, queries.size(), "none waits for one failure after the other");
    away = false;
    CompletableFuture<Optional<KnownKey>> next = lookups.start(hash(-1), "192.0.2.1");
    work();
    assertEquals(Optional.empty(), next.join());
  }
}
