package dev.hark.gateway.rpc;

import com.google.protobuf.Timestamp;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.runtime.time.WireTime;
import org.jspecify.annotations.Nullable;

/** What the services leave unset is null in the API, never left out. */
public final class Absent {
  private Absent() {}

  public static @Nullable String textOrNull(String text) {
    return text.isEmpty() ? null : text;
  }

  /** For what is always set. */
  public static String always(Timestamp time) {
    return WireTime.format(RpcTime.of(time));
  }

  public static @Nullable String timeOrNull(boolean present, Timestamp time) {
    return present ? always(time) : null;
  }
}
