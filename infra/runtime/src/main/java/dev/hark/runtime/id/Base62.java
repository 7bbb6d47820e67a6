package dev.hark.runtime.id;

import java.math.BigInteger;
import java.util.random.RandomGenerator;

/** Numbers and randomness in {@code 0-9A-Za-z}, whose order is also that of the characters. */
public final class Base62 {
  private static final String ALPHABET =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(ALPHABET.length());

  private Base62() {}

  /** A number in exactly {@code width} characters, so that texts sort as the numbers do. */
  public static String encode(long number, int width) {
    BigInteger exact = BigInteger.valueOf(number);
    if (number < 0) {
      throw new IllegalArgumentException("only numbers from 0 are encoded, not " + number);
    }
    if (exact.compareTo(BASE.pow(width)) >= 0) {
      throw new IllegalArgumentException(number + " does not fit " + width + " characters");
    }
    return last(exact, width);
  }

  /** The last characters of a number of any size. */
  public static String last(BigInteger number, int width) {
    char[] text = new char[width];
    BigInteger rest = number;
    for (int i = width - 1; i >= 0; i--) {
      text[i] = ALPHABET.charAt(rest.mod(BASE).intValue());
      rest = rest.divide(BASE);
    }
    return new String(text);
  }

  public static String random(RandomGenerator random, int length) {
    return random
        .ints(length, 0, ALPHABET.length())
        .map(ALPHABET::charAt)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
