package dev.hark.gateway.key;

import com.github.benmanes.caffeine.cache.Ticker;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.InstantSource;
import javax.sql.DataSource;

/** Puts the parts of this package together. */
@Factory
final class KeyFactory {
  @Singleton
  Authenticator authenticator(DataSource database, KeyCacheConfiguration cache) {
    KeyDirectory directory =
        new CachedKeyDirectory(new JdbcKeyDirectory(database), cache, Ticker.systemTicker());
    return new Authenticator(directory, InstantSource.system());
  }
}
