package dev.hark.runtime.cursor;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Turns places in lists into text for clients, and back only when it is the same text for the same
 * list: a cursor of another project, another filter, or with a changed byte is refused. Safe for
 * many threads.
 */
public final class CursorSeal {
  private static final String ALGORITHM = "HmacSHA256";

  /** 128 bits: nobody guesses one in the lifetime of a key. */
  private static final int MAC_BYTES = 16;

  /**
   * This makes about 100, and of sessions 15 more for each write that was going on when the list
   * was begun; anything longer is not looked at.
   */
  private static final int MAX_LENGTH = 2_048;

  private final SecretKeySpec key;

  /** All instances of a service are to have the same key. */
  public CursorSeal(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  /**
   * Text for clients, safe in a URL.
   *
   * @param list what the cursor belongs to: kind of list, tenant, every filter
   */
  public String seal(String place, List<String> list) {
    byte[] text = place.getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(mac(text, list), MAC_BYTES + text.length);
    System.arraycopy(text, 0, sealed, MAC_BYTES, text.length);
    return encode(sealed);
  }

  /** The place, or empty when this is no cursor of this list. */
  public Optional<String> open(String cursor, List<String> list) {
    if (cursor.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(cursor);
      // The last character may hold bits that mean nothing: changed, it is another text all the
      // same.
      return sealed.length <= MAC_BYTES || !encode(sealed).equals(cursor)
          ? Optional.empty()
          : open(sealed, list);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<String> open(byte[] sealed, List<String> list) {
    byte[] text = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
    return MessageDigest.isEqual(mac(text, list), Arrays.copyOf(sealed, MAC_BYTES))
        ? Optional.of(new String(text, StandardCharsets.UTF_8))
        : Optional.empty();
  }

  private static String encode(byte[] sealed) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  private byte[] mac(byte[] text, List<String> list) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      for (String item : list) {
        byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return Arrays.copyOf(mac.doFinal(text), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
