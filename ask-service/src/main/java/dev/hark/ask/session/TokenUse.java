package dev.hark.ask.session;

/**
 * What a model read and wrote, as its provider counts.
 *
 * @param input everything read, what was cached included
 * @param cached the part of {@code input} that the provider still had from an earlier call
 */
public record TokenUse(long input, long output, long cached) {
  public TokenUse {
    if (input < 0 || output < 0 || cached < 0) {
      throw new IllegalArgumentException(
          "token counts must not be negative: %d, %d, %d".formatted(input, output, cached));
    }
  }
}
