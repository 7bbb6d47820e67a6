package dev.hark.gateway.id;

import java.util.random.RandomGenerator;

/** Numbers and randomness in {@code 0-9A-Za-z}, whose order is also that of the characters. */
public final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

  private Base62() {}

  /** A number in exactly {@code width} characters, so that texts sort as the numbers do. */
  public static String encode(long number, int width) {
    if (number < 0) {
      throw new IllegalArgumentException("only numbers from 0 are encoded, not " + number);
    }
    char[] text = new char[width];
    long rest = number;
    for (int i = width - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt((int) (rest % 62));
      rest /= 62;
    }
    if (rest != 0) {
      throw new IllegalArgumentException(number + " does not fit " + width + " characters");
    }
    return new String(text);
  }

  public static String random(RandomGenerator random, int length) {
    return random
        .ints(length, 0, 62)
        .map(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
