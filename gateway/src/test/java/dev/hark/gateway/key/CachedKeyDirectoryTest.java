package dev.hark.gateway.key;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CachedKeyDirectoryTest {
  private static final KeyCacheConfiguration CONFIGURATION =
      new KeyCacheConfiguration(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          100);

  private final ApiKey.Hash hash = ApiKey.generate(false, Mode.LIVE, new Random()).hash();
  private final List<ApiKey.Hash> asked = new ArrayList<>();
  private final AtomicLong now = new AtomicLong(1_000);
  private volatile KeyChangeListener.Changes changes =
      new KeyChangeListener.Changes(true, true, now.get(), now.get());
  private volatile Optional<KnownKey> stored = Optional.of(key("proj_1"));
  private volatile boolean away;
  private Runnable duringLookUp = () -> {};

  private final CachedKeyDirectory directory = directory(Runnable::run);

  private CachedKeyDirectory directory(Executor threads) {
    return new CachedKeyDirectory(this::lookUp, threads, () -> changes, CONFIGURATION, now::get);
  }

  private Map<ApiKey.Hash, KnownKey> lookUp(Set<ApiKey.Hash> sought) {
    asked.addAll(sought);
    if (away) {
      throw new FailureException(Failure.unavailable());
    }
    Map<ApiKey.Hash, KnownKey> found =
        stored.filter(it -> sought.contains(hash)).map(it -> Map.of(hash, it)).orElse(Map.of());
    duringLookUp.run();
    return found;
  }

  private Optional<KnownKey> find(ApiKey.Hash sought) {
    return directory.find(sought, "192.0.2.1");
  }

  private static KnownKey key(String project) {
    return new KnownKey(
        new KeyId("key_1"),
        new ProjectId(project),
        Mode.LIVE,
        Optional.empty(),
        Set.of(Scope.ASK_READ),
        Optional.empty(),
        100);
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  /** As the listener says while it hears. */
  private void hears() {
    changes = new KeyChangeListener.Changes(true, true, changes.since(), now.get());
  }

  private void lost(boolean reachable) {
    changes = new KeyChangeListener.Changes(false, reachable, changes.since(), changes.confirmed());
  }

  @Test
  void whileChangesAreHeardAKeyIsLookedUpOnceAndThenBesideTheCalls() {
    for (int i = 0; i < 29; i++) {
      find(hash);
      pass(Duration.ofSeconds(1));
      hears();
    }
    assertEquals(1, asked.size());
    pass(Duration.ofSeconds(2));
    hears();
    find(hash);
    find(hash);
    assertEquals(2, asked.size());
  }

  @Test
  void aKeyThatChangedIsForgottenAndSoAreAllOfAProject() {
    assertTrue(find(hash).isPresent());
    stored = Optional.empty();
    directory.changed(hash.hex());
    assertEquals(Optional.empty(), find(hash));
    stored = Optional.of(key("proj_2"));
    pass(Duration.ofSeconds(11));
    hears();
    assertEquals(stored, find(hash));
    stored = Optional.of(key("proj_3"));
    directory.changed("proj_1");
    assertEquals(Optional.of(key("proj_2")), find(hash));
    directory.changed("proj_2");
    assertEquals(stored, find(hash));
  }

  @Test
  void whatChangesWhileItIsLookedUpIsNotRemembered() {
    duringLookUp =
        () -> {
          duringLookUp = () -> {};
          stored = Optional.empty();
          directory.changed(hash.hex());
        };
    assertTrue(find(hash).isPresent(), "it was good when it was asked for");
    assertEquals(Optional.empty(), find(hash));
  }

  @Test
  void whileChangesAreNotHeardAnAnswerIsKeptForHalfASecond() {
    lost(true);
    find(hash);
    pass(Duration.ofMillis(499));
    find(hash);
    assertEquals(1, asked.size());
    pass(Duration.ofMillis(2));
    stored = Optional.empty();
    assertEquals(Optional.empty(), find(hash));
    assertEquals(2, asked.size());
  }

  @Test
  void whatWasLookedUpBeforeItWasListenedToIsLookedUpAgain() {
    find(hash);
    pass(Duration.ofSeconds(5));
    changes = new KeyChangeListener.Changes(true, true, now.get(), now.get());
    find(hash);
    assertEquals(2, asked.size());
  }

  @Test
  void aKeyInUseGoesOnForAMinuteWhileTheStoreIsAwayAndNoOtherComesIn() {
    find(hash);
    pass(Duration.ofMinutes(1));
    hears();
    find(hash);
    away = true;
    lost(false);
    ApiKey.Hash other = ApiKey.generate(false, Mode.LIVE, new Random()).hash();
    for (int second = 0; second <= 60; second++) {
      assertTrue(find(hash).isPresent(), "after " + second);
      assertThrows(FailureException.class, () -> find(other));
      pass(Duration.ofSeconds(1));
    }
    FailureException refused = assertThrows(FailureException.class, () -> find(hash));
    assertEquals(Failure.unavailable(), refused.failure());
  }

  @Test
  void aKeyThatWasRevokedMeanwhileStopsWhenTheStoreIsBack() {
    find(hash);
    away = true;
    lost(false);
    pass(Duration.ofSeconds(10));
    assertTrue(find(hash).isPresent());
    away = false;
    stored = Optional.empty();
    changes = new KeyChangeListener.Changes(true, true, now.get(), now.get());
    assertEquals(Optional.empty(), find(hash));
    away = true;
    lost(false);
    assertEquals(Optional.empty(), find(hash), "never comes in again");
  }

  @Test
  void aHundredThousandUnknownKeysDisplaceNoneThatIsGoodAndFillNoMemory() {
    assertTrue(find(hash).isPresent());
    asked.clear();
    for (int i = 0; i < 100_000; i++) {
      assertEquals(Optional.empty(), find(ApiKey.Hash.of("unknown" + i)));
    }
    assertEquals(100_000, asked.size());
    assertTrue(find(hash).isPresent());
    assertEquals(100_000, asked.size(), "the good one is still known");
    assertTrue(directory.size() <= 101, "remembered: " + directory.size());
    find(ApiKey.Hash.of("unknown"));
    find(ApiKey.Hash.of("unknown"));
    assertEquals(100_001, asked.size(), "an unknown one is remembered for a while");
  }

  /** A store that is slow is not away: who is revoked does not come in because of that. */
  @Test
  void anOldAnswerIsNotGivenOnceMoreWhileItIsLookedUp() throws InterruptedException {
    Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    CachedKeyDirectory slow = directory(waiting::add);
    CompletableFuture<Optional<KnownKey>> first = find(slow);
    await().until(() -> !waiting.isEmpty());
    waiting.remove().run();
    assertTrue(first.join().isPresent());
    lost(true);
    pass(Duration.ofMillis(501));
    stored = Optional.empty();
    CompletableFuture<Optional<KnownKey>> next = find(slow);
    CompletableFuture<Optional<KnownKey>> another = find(slow);
    await().until(() -> !waiting.isEmpty());
    assertThrows(TimeoutException.class, () -> next.get(100, TimeUnit.MILLISECONDS));
    waiting.remove().run();
    assertEquals(Optional.empty(), next.join());
    assertEquals(Optional.empty(), another.join());
  }

  private CompletableFuture<Optional<KnownKey>> find(CachedKeyDirectory from) {
    return CompletableFuture.supplyAsync(
        () -> from.find(hash, "192.0.2.1"), task -> Thread.ofVirtual().start(task));
  }

  @Test
  void whoIsKnownGoesOnAtOnceWhenTheStoreTurnsOutToBeAway() {
    Queue<Runnable> never = new ConcurrentLinkedQueue<>();
    CachedKeyDirectory hanging = directory(never::add);
    CompletableFuture<Optional<KnownKey>> first = find(hanging);
    await().until(() -> !never.isEmpty());
    never.remove().run();
    assertTrue(first.join().isPresent());
    lost(true);
    pass(Duration.ofMillis(501));
    CompletableFuture<Optional<KnownKey>> next = find(hanging);
    await().until(() -> !never.isEmpty());
    lost(false);
    assertTrue(next.join().isPresent());
  }

  @Test
  void theTimeThatAnAnswerIsKeptUnheardIsBounded() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new KeyCacheConfiguration(
                Duration.ofSeconds(1),
                Duration.ofSeconds(30),
                Duration.ofMinutes(1),
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                10));
  }
}
