package dev.hark.search.index;

import org.jspecify.annotations.Nullable;

/** A value with the stamp of the event that said it; of two, the later stamp's holds. */
public record Register<T>(T value, Stamp stamp) {
  /** What holds after both were said, in either order. */
  static <T> @Nullable Register<T> latest(@Nullable Register<T> held, @Nullable Register<T> said) {
    if (held == null || said == null) {
      return held == null ? said : held;
    }
    return said.stamp.compareTo(held.stamp) > 0 ? said : held;
  }

  static <T> @Nullable Register<T> ofNullable(@Nullable T value, Stamp stamp) {
    return value == null ? null : new Register<>(value, stamp);
  }

  /** The value of a register that may never have been set. */
  public static <T> @Nullable T valueOf(@Nullable Register<T> register) {
    return register == null ? null : register.value;
  }
}
