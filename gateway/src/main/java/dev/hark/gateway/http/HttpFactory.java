package dev.hark.gateway.http;

import dev.hark.runtime.fault.Faults;
import dev.hark.runtime.id.IdGenerator;
import io.micrometer.core.instrument.MeterRegistry;
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

  @Singleton
  Faults faults(MeterRegistry registry) {
    return new Faults("hark.gateway.faults", registry);
  }
}
