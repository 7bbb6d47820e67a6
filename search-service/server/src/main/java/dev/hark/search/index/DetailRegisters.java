package dev.hark.search.index;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The details aspect of a recording, field by field. */
public record DetailRegisters(
    @Nullable Register<String> title,
    @Nullable Register<Instant> recordedAt,
    @Nullable Register<Duration> duration,
    @Nullable Register<String> metadata) {
  static final DetailRegisters EMPTY = new DetailRegisters(null, null, null, null);

  DetailRegisters with(RecordingDetails said, Stamp stamp) {
    return new DetailRegisters(
        Register.latest(title, Register.ofNullable(said.title(), stamp)),
        Register.latest(recordedAt, Register.ofNullable(said.recordedAt(), stamp)),
        Register.latest(duration, Register.ofNullable(said.duration(), stamp)),
        Register.latest(metadata, Register.ofNullable(said.metadata(), stamp)));
  }
}
