package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.id.ProjectId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks once for many calls with the same key. An answer is used for as long as this process hears
 * of every key that changes; else it is asked for again after so short a time that a revoked key
 * stops within a second all the same. While the store cannot be asked, keys that were known to be
 * good within the last minute go on, and no others come in. Unknown keys are remembered apart, so
 * that a flood of them displaces nothing.
 */
final class CachedKeyDirectory implements KeyDirectory {
  private record Entry(KnownKey key, long lookedUp) {}

  private final KeyCacheConfiguration configuration;
  private final KeyLookups lookups;
  private final Supplier<KeyChanges> changes;
  private final StrangerGate strangers;
  private final Ticker ticker;
  private final Cache<KeyHash, Entry> known;
  private final Cache<KeyHash, Boolean> unknown;
  private final AtomicLong changed = new AtomicLong();

  CachedKeyDirectory(
      KeyLookups lookups,
      Supplier<KeyChanges> changes,
      KeyCacheConfiguration configuration,
      Ticker ticker) {
    this.lookups = lookups;
    this.changes = changes;
    this.configuration = configuration;
    this.strangers = new StrangerGate(configuration.unknownPerSecond());
    this.ticker = ticker;
    this.known =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(configuration.size())
            .expireAfterAccess(configuration.grace().multipliedBy(2))
            .build();
    this.unknown =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(configuration.size())
            .expireAfterWrite(configuration.unknown())
            .build();
  }

  @Override
  public Optional<KnownKey> find(KeyHash hash) {
    @Nullable Entry entry = known.getIfPresent(hash);
    if (entry == null) {
      return unknown.getIfPresent(hash) == null
          ? strangers.pass(() -> KeyLookups.result(lookUp(hash)))
          : Optional.empty();
    }
    long age = ticker.read() - entry.lookedUp();
    KeyChanges heard = changes.get();
    if (heard.cover(entry.lookedUp())) {
      if (age > configuration.refresh().toNanos()) {
        var unused = lookUp(hash);
      }
      return Optional.of(entry.key());
    }
    return age <= configuration.timeToLive().toNanos()
        ? Optional.of(entry.key())
        : again(hash, entry, heard);
  }

  /** Waits for the store unless it is known to be away. */
  private Optional<KnownKey> again(KeyHash hash, Entry entry, KeyChanges heard) {
    CompletableFuture<Optional<KnownKey>> answer = lookUp(hash);
    if (heard.reachable()) {
      KeyLookups.await(answer, configuration.patience());
    }
    if (answer.isDone() && !answer.isCompletedExceptionally()) {
      return answer.getNow(Optional.empty());
    }
    long unconfirmed = ticker.read() - heard.confirmed(entry.lookedUp());
    if (unconfirmed > configuration.grace().toNanos()) {
      throw new FailureException(Failure.unavailable());
    }
    return Optional.of(entry.key());
  }

  private CompletableFuture<Optional<KnownKey>> lookUp(KeyHash hash) {
    return lookups.start(hash, store -> asked -> lookUpAndRemember(store, asked));
  }

  private Optional<KnownKey> lookUpAndRemember(KeyDirectory store, KeyHash hash) {
    long before = changed.get();
    long began = ticker.read();
    Optional<KnownKey> found = store.find(hash);
    remember(hash, found, began);
    if (changed.get() != before) {
      // It may have changed after it was read.
      known.invalidate(hash);
    }
    return found;
  }

  private void remember(KeyHash hash, Optional<KnownKey> found, long began) {
    if (found.isPresent()) {
      known.put(hash, new Entry(found.get(), began));
    } else {
      known.invalidate(hash);
      unknown.put(hash, true);
    }
  }

  /**
   * Forgets what has changed.
   *
   * @param what the hash of a key, or a project
   */
  void changed(String what) {
    changed.incrementAndGet();
    ProjectId.parse(what)
        .ifPresentOrElse(
            project ->
                known.asMap().values().removeIf(entry -> entry.key().project().equals(project)),
            () -> known.invalidate(new KeyHash(what)));
  }

  /** How many answers are remembered, for tests. */
  long size() {
    known.cleanUp();
    unknown.cleanUp();
    return known.estimatedSize() + unknown.estimatedSize();
  }
}
