package dev.hark.runtime.rpc;

import com.google.protobuf.Timestamp;
import java.time.Instant;

/** Times as they go between services. */
public final class RpcTime {
  private RpcTime() {}

  public static Timestamp of(Instant time) {
    return Timestamp.newBuilder()
        .setSeconds(time.getEpochSecond())
        .setNanos(time.getNano())
        .build();
  }

  /**
   * The time that a service has sent.
   *
   * @throws java.time.DateTimeException for one that no {@code Instant} can be
   */
  public static Instant of(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
