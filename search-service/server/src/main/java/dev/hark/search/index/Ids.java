package dev.hark.search.index;

import java.util.regex.Pattern;

/** The form of every id: a prefix, an underscore, 1 to 64 letters or digits. */
final class Ids {
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final int SHOWN = 80;

  private Ids() {}

  static String check(String prefix, String value) {
    if (!value.startsWith(prefix) || !SUFFIX.matcher(value.substring(prefix.length())).matches()) {
      throw new IllegalArgumentException(
          "an id is %s and 1 to 64 letters or digits, not '%s'".formatted(prefix, cut(value)));
    }
    return value;
  }

  private static String cut(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }
}
