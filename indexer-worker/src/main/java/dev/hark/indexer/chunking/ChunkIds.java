package dev.hark.indexer.chunking;

import dev.hark.runtime.id.Base62;
import dev.hark.runtime.id.Ids.ChunkId;
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
            + Base62.last(BigInteger.valueOf(createdAt.toEpochMilli()), TIME_DIGITS)
            + Base62.last(BigInteger.valueOf(ordinal), ORDINAL_DIGITS)
            + Base62.last(new BigInteger(1, sha256(hashed)), HASH_DIGITS));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
