package dev.hark.search.grpc;

import com.google.protobuf.Timestamp;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads the fields of requests, naming the one that does not hold what it should. */
final class Field {
  private Field() {}

  /** What the text stands for. */
  static <T> T parse(String name, String text, Function<String, T> type) {
    if (text.isEmpty()) {
      throw UnacceptableException.field(name, "is required");
    }
    return check(name, () -> type.apply(text));
  }

  static <T> @Nullable T optional(String name, String text, Function<String, T> type) {
    return text.isEmpty() ? null : parse(name, text, type);
  }

  static <T> T check(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw UnacceptableException.field(name, String.valueOf(e.getMessage()));
    }
  }

  static Instant time(String name, Timestamp timestamp) {
    return check(name, () -> RpcTime.of(timestamp));
  }
}
