package dev.hark.gateway.http;

import dev.hark.gateway.id.IdGenerator;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Puts the parts of this package together. */
@Factory
final class HttpFactory {
  @Singleton
  IdGenerator requestIds() {
    return new IdGenerator(InstantSource.system(), new SecureRandom());
  }
}
