package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.github.benmanes.caffeine.cache.Ticker;
import java.util.Optional;

/**
 * Asks once for many calls with the same key. An answer is kept for so short a time that a revoked
 * key stops within a second without anybody telling this process.
 */
final class CachedKeyDirectory implements KeyDirectory {
  private final LoadingCache<KeyHash, Optional<KnownKey>> answers;

  CachedKeyDirectory(KeyDirectory directory, KeyCacheConfiguration configuration, Ticker ticker) {
    this.answers =
        Caffeine.newBuilder()
            .ticker(ticker)
            .maximumSize(configuration.size())
            .expireAfterWrite(configuration.timeToLive())
            .build(directory::find);
  }

  @Override
  public Optional<KnownKey> find(KeyHash hash) {
    return answers.get(hash);
  }
}
