package dev.hark.indexer.chunking;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.List;

/**
 * The ids of one transcription's chunks. They depend on nothing but the event and the ordinal, so
 * that an event that comes again writes over its own chunks; they sort by the event's time, then by
 * ordinal.
 */
public final class ChunkIds {
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());

  /** Enough for times until the year 8888; later ones still differ by the hash. */
  private static final int TIME_DIGITS = 8;

  private static final int ORDINAL_DIGITS = 4;

  /** 95 bits: no two chunks of a system that ever was share an id. */
  private static final int HASH_DIGITS = 16;

  private final Instant createdAt;
  private final String identity;

  /**
   * Names the chunks of one event.
   *
   * @param createdAt the event's time
   * @param identity everything that tells the event from every other
   */
  public ChunkIds(Instant createdAt, List<String> identity) {
    this.createdAt = createdAt;
    this.identity = String.join("/", identity);
  }

  public ChunkId at(int ordinal) {
    String hashed = identity + "/" + createdAt + "/" + ordinal;
    return new ChunkId(
        "chk_"
            + digits(BigInteger.valueOf(createdAt.toEpochMilli()), TIME_DIGITS)
            + digits(BigInteger.valueOf(ordinal), ORDINAL_DIGITS)
            + digits(new BigInteger(1, sha256(hashed)), HASH_DIGITS));
  }

  private static String digits(BigInteger number, int count) {
    char[] digits = new char[count];
    BigInteger rest = number;
    for (int i = count - 1; i >= 0; i--) {
      digits[i] = DIGITS.charAt(rest.mod(BASE).intValue());
      rest = rest.divide(BASE);
    }
    return new String(digits);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
