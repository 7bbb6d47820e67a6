package dev.hark.ask.model.local;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.embedding.Embedder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Vectors of texts, kept for the next question over the same recordings; of the texts themselves
 * nothing is kept. Safe for many threads; two that ask for the same text at once may both compute
 * it.
 */
final class PassageVectors {
  /** What nobody asks about is gone after so long, and with it what was deleted. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(1);

  private final Embedder embedder;
  private final Cache<Hash, float[]> kept;

  /** Half of a SHA-256, which tells texts apart. */
  private record Hash(long first, long second) {
    static Hash of(String text) {
      ByteBuffer digest = ByteBuffer.wrap(sha256().digest(text.getBytes(StandardCharsets.UTF_8)));
      return new Hash(digest.getLong(), digest.getLong());
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every JDK has SHA-256", e);
      }
    }
  }

  /**
   * @param most kept at a time; each takes about 2 KiB
   */
  PassageVectors(Embedder embedder, int most) {
    this.embedder = embedder;
    this.kept = Caffeine.newBuilder().maximumSize(most).expireAfterAccess(FORGOTTEN_AFTER).build();
  }

  /** In the order of the texts. */
  List<float[]> of(List<String> texts) {
    List<Hash> hashes = texts.stream().map(Hash::of).toList();
    Map<Hash, float[]> vectors = new LinkedHashMap<>(kept.getAllPresent(hashes));
    Map<Hash, String> missing = new LinkedHashMap<>();
    for (int i = 0; i < hashes.size(); i++) {
      if (!vectors.containsKey(hashes.get(i))) {
        missing.put(hashes.get(i), texts.get(i));
      }
    }
    vectors.putAll(compute(missing));
    return hashes.stream().map(hash -> Objects.requireNonNull(vectors.get(hash))).toList();
  }

  private Map<Hash, float[]> compute(Map<Hash, String> missing) {
    List<Hash> hashes = List.copyOf(missing.keySet());
    List<String> texts = List.copyOf(missing.values());
    Map<Hash, float[]> vectors = new LinkedHashMap<>();
    if (!texts.isEmpty()) {
      List<float[]> computed = embedder.embedPassages(texts);
      for (int i = 0; i < texts.size(); i++) {
        vectors.put(hashes.get(i), computed.get(i));
        kept.put(hashes.get(i), computed.get(i));
      }
    }
    return vectors;
  }
}
