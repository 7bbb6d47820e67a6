package dev.hark.ask.id;

import java.util.regex.Pattern;

/** The form of ids: a prefix that names the kind, then 1 to 64 of {@code [A-Za-z0-9]}. */
public final class Ids {
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9]{1,64}");

  private Ids() {}

  /** Whether this is an id of the kind that the prefix names. */
  public static boolean fits(String prefix, String value) {
    return value.startsWith(prefix) && REST.matcher(value.substring(prefix.length())).matches();
  }

  static void check(String prefix, String value) {
    if (!fits(prefix, value)) {
      throw new IllegalArgumentException(
          "an id must be %s and then 1 to 64 letters or digits".formatted(prefix));
    }
  }
}
