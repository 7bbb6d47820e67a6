package dev.hark.gateway.limit;

import java.time.Instant;

/** Time that runs evenly, and the time of day. */
interface Clocks {
  Clocks SYSTEM =
      new Clocks() {
        @Override
        public long nanoTime() {
          return System.nanoTime();
        }

        @Override
        public Instant instant() {
          return Instant.now();
        }
      };

  long nanoTime();

  Instant instant();
}
