package dev.hark.gateway.key;

import dev.hark.runtime.id.Base62;
import dev.hark.runtime.id.Mode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A key as the client holds it: kind, mode, randomness, and a checksum over all that stands before
 * it, so that a typo is told from an unknown key without a look-up.
 */
public final class ApiKey {
  private static final Pattern FORM = Pattern.compile("[sr]k_(?:live|test)_[0-9A-Za-z]{40,128}");
  private static final Pattern BEGINNING = Pattern.compile("[sr]k_(?:live|test)_[0-9A-Za-z]{40}");
  private static final int CHECKSUM_LENGTH = 6;

  /** 214 bits: nothing to guess, hence a plain hash is enough to store. */
  private static final int RANDOM_LENGTH = 36;

  private static final int SHOWN_LENGTH = 12;

  private final String text;

  private ApiKey(String text) {
    this.text = text;
  }

  /** Empty when this cannot be a key, the checksum included. */
  public static Optional<ApiKey> parse(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    int end = text.length() - CHECKSUM_LENGTH;
    boolean intact = checksum(text.substring(0, end)).equals(text.substring(end));
    return intact ? Optional.of(new ApiKey(text)) : Optional.empty();
  }

  /** Whether something like a key stands anywhere in the text, be it good or not. */
  static boolean isIn(String text) {
    return BEGINNING.matcher(text).find();
  }

  /**
   * @param restricted whether the key has only the scopes that are listed for it
   */
  static ApiKey generate(boolean restricted, Mode mode, RandomGenerator random) {
    String start =
        (restricted ? "rk_" : "sk_") + mode.text() + "_" + Base62.random(random, RANDOM_LENGTH);
    return new ApiKey(start + checksum(start));
  }

  private static String checksum(String start) {
    CRC32 crc = new CRC32();
    crc.update(start.getBytes(StandardCharsets.US_ASCII));
    return Base62.encode(crc.getValue(), CHECKSUM_LENGTH);
  }

  Hash hash() {
    return Hash.of(text);
  }

  /** The key itself: for its owner, once, and for nobody else. */
  String secret() {
    return text;
  }

  /** The first characters, enough to tell one's keys apart. */
  String shown() {
    return text.substring(0, SHOWN_LENGTH);
  }

  @Override
  public String toString() {
    return shown() + "…";
  }

  /**
   * What is stored of a key.
   *
   * @param hex SHA-256, in lower case
   */
  record Hash(String hex) {

    byte[] bytes() {
      return hex.getBytes(StandardCharsets.US_ASCII);
    }

    static Hash of(String key) {
      try {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        return new Hash(
            HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.US_ASCII))));
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has SHA-256", e);
      }
    }
  }
}
