package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks once for many calls with the same key. An answer is used for as long as this process hears
 * of every key that changes; else it is asked for again after so short a time that a revoked key
 * stops within a second all the same; nobody gets the old one meanwhile. While the store is away,
 * keys that were known to be good within the last minute go on, and no others come in. Unknown keys
 * are remembered apart, so that a flood of them displaces nothing.
 */
final class CachedKeyDirectory implements Authenticator.Directory {
  /** Stands for all callers whose key is known here: they never wait behind others' keys. */
  private static final String KNOWN = "known";

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);

  private record Entry(KnownKey key, long lookedUp) {}

  private final KeyCacheConfiguration configuration;
  private final Function<Set<ApiKey.Hash>, Map<ApiKey.Hash, KnownKey>> store;
  private final KeyLookups lookups;
  private final Supplier<KeyChangeListener.Changes> changes;
  private final Ticker ticker;
  private final Cache<ApiKey.Hash, Entry> known;
  private final Cache<ApiKey.Hash, Boolean> unknown;
  private final AtomicLong changed = new AtomicLong();

  /**
   * @param store finds those of these keys that are known and not revoked
   * @param threads on which it is asked
   */
  CachedKeyDirectory(
      Function<Set<ApiKey.Hash>, Map<ApiKey.Hash, KnownKey>> store,
      Executor threads,
      Supplier<KeyChangeListener.Changes> changes,
      KeyCacheConfiguration configuration,
      Ticker ticker) {
    this.store = store;
    this.lookups = new KeyLookups(this::lookUpAndRemember, threads);
    this.changes = changes;
    this.configuration = configuration;
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
  public Optional<KnownKey> find(ApiKey.Hash hash, String source) {
    @Nullable Entry entry = known.getIfPresent(hash);
    if (entry == null) {
      return unknown.getIfPresent(hash) == null ? lookUp(hash, source) : Optional.empty();
    }
    long age = ticker.read() - entry.lookedUp();
    if (changes.get().cover(entry.lookedUp())) {
      if (age > configuration.refresh().toNanos()) {
        var _ = lookups.start(hash, KNOWN);
      }
      return Optional.of(entry.key());
    }
    return age <= configuration.timeToLive().toNanos()
        ? Optional.of(entry.key())
        : again(hash, entry);
  }

  private Optional<KnownKey> lookUp(ApiKey.Hash hash, String source) {
    CompletableFuture<Optional<KnownKey>> answer = lookups.start(hash, source);
    await(answer, configuration.longestWait());
    return result(answer).orElseThrow(() -> new FailureException(Failure.unavailable()));
  }

  /** Nobody knows what has changed since: it goes on only while the store cannot be asked. */
  private Optional<KnownKey> again(ApiKey.Hash hash, Entry entry) {
    CompletableFuture<Optional<KnownKey>> answer = lookups.start(hash, KNOWN);
    long begun = System.nanoTime();
    while (changes.get().reachable()
        && System.nanoTime() - begun < configuration.longestWait().toNanos()
        && !await(answer, BETWEEN_LOOKS)) {
      // The store may turn out to be away meanwhile.
    }
    return result(answer).orElseGet(() -> Optional.of(afterAll(entry)));
  }

  private KnownKey afterAll(Entry entry) {
    KeyChangeListener.Changes heard = changes.get();
    long unconfirmed = ticker.read() - heard.confirmed(entry.lookedUp());
    if (heard.reachable() || unconfirmed > configuration.grace().toNanos()) {
      throw new FailureException(Failure.unavailable());
    }
    return entry.key();
  }

  /** What was found; empty when there is no answer. */
  private static Optional<Optional<KnownKey>> result(CompletableFuture<Optional<KnownKey>> answer) {
    return answer.isDone() && !answer.isCompletedExceptionally()
        ? Optional.of(answer.getNow(Optional.empty()))
        : Optional.empty();
  }

  /** Whether it has ended within this time, well or not. */
  private static boolean await(CompletableFuture<?> answer, Duration time) {
    try {
      answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private Map<ApiKey.Hash, KnownKey> lookUpAndRemember(Set<ApiKey.Hash> hashes) {
    long before = changed.get();
    long began = ticker.read();
    Map<ApiKey.Hash, KnownKey> found = store.apply(hashes);
    hashes.forEach(hash -> remember(hash, found.get(hash), began));
    if (changed.get() != before) {
      // They may have changed after they were read.
      known.invalidateAll(hashes);
    }
    return found;
  }

  private void remember(ApiKey.Hash hash, @Nullable KnownKey found, long began) {
    if (found != null) {
      known.put(hash, new Entry(found, began));
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
    Ids.parse(ProjectId::new, what)
        .ifPresentOrElse(
            project ->
                known.asMap().values().removeIf(entry -> entry.key().project().equals(project)),
            () -> known.invalidate(new ApiKey.Hash(what)));
  }

  /** How many answers are remembered, for tests. */
  long size() {
    known.cleanUp();
    unknown.cleanUp();
    return known.estimatedSize() + unknown.estimatedSize();
  }
}
