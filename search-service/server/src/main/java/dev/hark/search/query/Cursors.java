package dev.hark.search.query;

import dev.hark.search.index.RecordingId;
import dev.hark.search.index.UnacceptableException;
import dev.hark.search.index.Viewer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes places in lists as cursors and reads them back. A cursor is signed together with who asked
 * for what, so it fits no other list, and an altered one fits none.
 */
public final class Cursors {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SIGNATURE_BYTES = 16;

  private final SecretKeySpec key;

  /** All instances of the service are to have the same secret. */
  public Cursors(String secret) {
    this.key = new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /** URL-safe, about 80 characters. */
  String write(Position position, Viewer viewer, ListFilter filter) {
    String place = position.listedAt() + " " + position.recording().value();
    byte[] text = place.getBytes(StandardCharsets.UTF_8);
    byte[] signature = sign(place, viewer, filter);
    byte[] all = Arrays.copyOf(signature, SIGNATURE_BYTES + text.length);
    System.arraycopy(text, 0, all, SIGNATURE_BYTES, text.length);
    return encode(all);
  }

  private static String encode(byte[] all) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(all);
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws UnacceptableException unless it was written for the same viewer and filter
   */
  Position read(String cursor, Viewer viewer, ListFilter filter) {
    byte[] all = decode(cursor);
    byte[] signature = Arrays.copyOf(all, SIGNATURE_BYTES);
    byte[] text = Arrays.copyOfRange(all, SIGNATURE_BYTES, all.length);
    String place = new String(text, StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(signature, sign(place, viewer, filter))) {
      throw wrong();
    }
    int space = place.indexOf(' ');
    return new Position(
        Long.parseLong(place.substring(0, space)), new RecordingId(place.substring(space + 1)));
  }

  private static byte[] decode(String cursor) {
    byte[] all;
    try {
      all = Base64.getUrlDecoder().decode(cursor);
    } catch (IllegalArgumentException e) {
      throw wrong();
    }
    // The last character may hold bits that mean nothing: changed, it is another text all the same.
    if (all.length <= SIGNATURE_BYTES || !encode(all).equals(cursor)) {
      throw wrong();
    }
    return all;
  }

  private static UnacceptableException wrong() {
    return UnacceptableException.field(
        "cursor", "must be the next_cursor of a list with the same filters");
  }

  private byte[] sign(String place, Viewer viewer, ListFilter filter) {
    String text =
        String.join(
            "\n", viewer.project().key(), String.valueOf(viewer.boundTo()), filter.text(), place);
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return Arrays.copyOf(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)), SIGNATURE_BYTES);
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
