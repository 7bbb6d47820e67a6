package dev.hark.indexer.event;

import java.util.regex.Pattern;

/** The one form of every id: a prefix, then 1 to 64 letters or digits. */
final class Ids {
  private static final Pattern BODY = Pattern.compile("[A-Za-z0-9]{1,64}");

  private Ids() {}

  /** Refuses what is not such an id, without repeating it: a wrong value may be anything. */
  static void check(String prefix, String value) {
    if (!value.startsWith(prefix) || !BODY.matcher(value.substring(prefix.length())).matches()) {
      throw new IllegalArgumentException(
          "expected " + prefix + " followed by 1 to 64 letters or digits");
    }
  }
}
