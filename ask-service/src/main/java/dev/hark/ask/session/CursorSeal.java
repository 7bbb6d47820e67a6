package dev.hark.ask.session;

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

  /** 96 bits: nobody guesses one in the lifetime of a key. */
  private static final int MAC_BYTES = 12;

  /**
   * This makes about 100, and 15 more for each write that was going on when the list was begun;
   * anything longer is not looked at.
   */
  private static final int MAX_LENGTH = 2_048;

  private final byte[] key;

  public CursorSeal(byte[] key) {
    this.key = key.clone();
  }

  /**
   * Text for clients.
   *
   * @param list what the cursor belongs to: kind of list, tenant, every filter
   */
  public String seal(Cursor cursor, List<String> list) {
    byte[] place =
        (cursor.time() + " " + cursor.seen() + " " + cursor.id()).getBytes(StandardCharsets.UTF_8);
    byte[] sealed = Arrays.copyOf(mac(place, list), MAC_BYTES + place.length);
    System.arraycopy(place, 0, sealed, MAC_BYTES, place.length);
    return encode(sealed);
  }

  private static String encode(byte[] sealed) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
  }

  /** The place, or empty when this is no cursor of this list. */
  public Optional<Cursor> open(String text, List<String> list) {
    if (text.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      byte[] sealed = Base64.getUrlDecoder().decode(text);
      // The last character may hold bits that mean nothing: changed, it is another text all the
      // same.
      return sealed.length <= MAC_BYTES || !encode(sealed).equals(text)
          ? Optional.empty()
          : open(sealed, list);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private Optional<Cursor> open(byte[] sealed, List<String> list) {
    byte[] place = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
    if (!MessageDigest.isEqual(mac(place, list), Arrays.copyOf(sealed, MAC_BYTES))) {
      return Optional.empty();
    }
    String[] fields = new String(place, StandardCharsets.UTF_8).split(" ", 3);
    return Optional.of(new Cursor(Long.parseLong(fields[0]), fields[2], fields[1]));
  }

  private byte[] mac(byte[] place, List<String> list) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (String item : list) {
        byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
        // The length keeps ("ab", "c") and ("a", "bc") apart.
        mac.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        mac.update(bytes);
      }
      return Arrays.copyOf(mac.doFinal(place), MAC_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }
}
