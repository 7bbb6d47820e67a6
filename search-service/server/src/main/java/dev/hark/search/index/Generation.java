package dev.hark.search.index;

import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.search.index.Project.RecordingKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;

/**
 * One writing of a recording's chunks: the same event writes the same generation again, every other
 * event another one.
 *
 * @param id names the generation and its chunks
 * @param version sorts generations of one recording as their events' stamps do
 */
public record Generation(String id, String version) {
  private static final int HASH_BYTES = 18;

  /**
   * The generation that this event writes. Chunk count and model take part, so that an event that
   * was cut differently by another release never mixes with what is there.
   */
  public static Generation of(
      RecordingKey recording,
      TranscriptionId transcription,
      Stamp stamp,
      int chunks,
      String model) {
    String text =
        String.join(
            "\n",
            recording.value(),
            transcription.value(),
            stamp.sortable(),
            Integer.toString(chunks),
            model);
    return new Generation(hash(text), stamp.sortable());
  }

  /** Id of the chunk document at this place. */
  public String chunk(int ordinal) {
    return chunk(id, ordinal);
  }

  /** Id of the chunk document at this place of a generation. */
  public static String chunk(String generation, int ordinal) {
    return generation + "." + ordinal;
  }

  static String hash(String text) {
    byte[] digest = sha256().digest(text.getBytes(StandardCharsets.UTF_8));
    byte[] head = Arrays.copyOf(digest, HASH_BYTES);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(head);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
