package dev.hark.gateway.key;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;

class CachedKeyDirectoryTest {
  private static final KeyCacheConfiguration CONFIGURATION =
      new KeyCacheConfiguration(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          Duration.ZERO,
          Duration.ofSeconds(10),
          1_000_000,
          100);

  private final KeyHash hash = ApiKey.generate(false, Mode.LIVE, new Random()).hash();
  private final List<KeyHash> asked = new ArrayList<>();
  private long now = 1_000;
  private KeyChanges changes = new KeyChanges(true, true, now, now);
  private Optional<KnownKey> stored = Optional.of(key("proj_1"));
  private boolean away;
  private Runnable duringLookUp = () -> {};

  private final CachedKeyDirectory directory = directory(Runnable::run);

  private CachedKeyDirectory directory(Executor threads) {
    return new CachedKeyDirectory(
        new KeyLookups(this::lookUp, threads), () -> changes, CONFIGURATION, () -> now);
  }

  private Optional<KnownKey> lookUp(KeyHash sought) {
    asked.add(sought);
    if (away) {
      throw new FailureException(Failure.unavailable());
    }
    Optional<KnownKey> found = stored.filter(it -> sought.equals(hash));
    duringLookUp.run();
    return found;
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
    now += time.toNanos();
  }

  /** As the listener says while it hears. */
  private void hears() {
    changes = new KeyChanges(true, true, changes.since(), now);
  }

  private void lost(boolean reachable) {
    changes = new KeyChanges(false, reachable, changes.since(), changes.confirmed());
  }

  @Test
  void whileChangesAreHeardAKeyIsLookedUpOnceAndThenBesideTheCalls() {
    for (int i = 0; i < 29; i++) {
      directory.find(hash);
      pass(Duration.ofSeconds(1));
      hears();
    }
    assertEquals(1, asked.size());
    pass(Duration.ofSeconds(2));
    hears();
    directory.find(hash);
    directory.find(hash);
    assertEquals(2, asked.size());
  }

  @Test
  void aKeyThatChangedIsForgottenAndSoAreAllOfAProject() {
    assertTrue(directory.find(hash).isPresent());
    stored = Optional.empty();
    directory.changed(hash.hex());
    assertEquals(Optional.empty(), directory.find(hash));
    stored = Optional.of(key("proj_2"));
    pass(Duration.ofSeconds(11));
    hears();
    assertEquals(stored, directory.find(hash));
    stored = Optional.of(key("proj_3"));
    directory.changed("proj_1");
    assertEquals(Optional.of(key("proj_2")), directory.find(hash));
    directory.changed("proj_2");
    assertEquals(stored, directory.find(hash));
  }

  @Test
  void whatChangesWhileItIsLookedUpIsNotRemembered() {
    duringLookUp =
        () -> {
          duringLookUp = () -> {};
          stored = Optional.empty();
          directory.changed(hash.hex());
        };
    assertTrue(directory.find(hash).isPresent(), "it was good when it was asked for");
    assertEquals(Optional.empty(), directory.find(hash));
  }

  @Test
  void whileChangesAreNotHeardAnAnswerIsKeptForHalfASecond() {
    lost(true);
    directory.find(hash);
    pass(Duration.ofMillis(499));
    directory.find(hash);
    assertEquals(1, asked.size());
    pass(Duration.ofMillis(2));
    stored = Optional.empty();
    assertEquals(Optional.empty(), directory.find(hash));
    assertEquals(2, asked.size());
  }

  @Test
  void whatWasLookedUpBeforeItWasListenedToIsLookedUpAgain() {
    directory.find(hash);
    pass(Duration.ofSeconds(5));
    changes = new KeyChanges(true, true, now, now);
    directory.find(hash);
    assertEquals(2, asked.size());
  }

  @Test
  void aKeyInUseGoesOnForAMinuteWhileTheStoreIsAwayAndNoOtherComesIn() {
    directory.find(hash);
    pass(Duration.ofMinutes(1));
    hears();
    directory.find(hash);
    away = true;
    lost(false);
    KeyHash other = ApiKey.generate(false, Mode.LIVE, new Random()).hash();
    for (int second = 0; second <= 60; second++) {
      assertTrue(directory.find(hash).isPresent(), "after " + second);
      assertThrows(FailureException.class, () -> directory.find(other));
      pass(Duration.ofSeconds(1));
    }
    FailureException refused = assertThrows(FailureException.class, () -> directory.find(hash));
    assertEquals(Failure.unavailable(), refused.failure());
  }

  @Test
  void aKeyThatWasRevokedMeanwhileStopsWhenTheStoreIsBack() {
    directory.find(hash);
    away = true;
    lost(false);
    pass(Duration.ofSeconds(10));
    assertTrue(directory.find(hash).isPresent());
    away = false;
    stored = Optional.empty();
    changes = new KeyChanges(true, true, now, now);
    assertEquals(Optional.empty(), directory.find(hash));
    away = true;
    lost(false);
    assertEquals(Optional.empty(), directory.find(hash), "never comes in again");
  }

  @Test
  void aHundredThousandUnknownKeysDisplaceNoneThatIsGoodAndFillNoMemory() {
    assertTrue(directory.find(hash).isPresent());
    asked.clear();
    for (int i = 0; i < 100_000; i++) {
      assertEquals(Optional.empty(), directory.find(KeyHash.of("unknown" + i)));
    }
    assertEquals(100_000, asked.size());
    assertTrue(directory.find(hash).isPresent());
    assertEquals(100_000, asked.size(), "the good one is still known");
    assertTrue(directory.size() <= 101, "remembered: " + directory.size());
    directory.find(KeyHash.of("unknown"));
    directory.find(KeyHash.of("unknown"));
    assertEquals(100_001, asked.size(), "an unknown one is remembered for a while");
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
                Duration.ZERO,
                Duration.ofSeconds(10),
                500,
                10));
  }
}
