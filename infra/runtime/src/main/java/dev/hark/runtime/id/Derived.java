package dev.hark.runtime.id;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What follows the prefix of ids that are derived from what they name. */
final class Derived {
  /** Microseconds, as {@link IdGenerator} writes them: both kinds sort by time together. */
  private static final int TIME_WIDTH = 9;

  /** 95 bits: no two things of a system that ever was share an id. */
  private static final int HASH_WIDTH = 16;

  private Derived() {}

  static String from(Instant at, List<String> identity) {
    return Base62.last(BigInteger.valueOf(ChronoUnit.MICROS.between(Instant.EPOCH, at)), TIME_WIDTH)
        + Base62.last(new BigInteger(1, hash(identity)), HASH_WIDTH);
  }

  private static byte[] hash(List<String> identity) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : identity) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
