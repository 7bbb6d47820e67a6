package dev.hark.gateway.id;

import java.util.regex.Pattern;

/** The form that all ids share: a prefix, then 1 to 64 letters and digits. */
final class IdForm {
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9]{1,64}");

  private IdForm() {}

  static boolean fits(String prefix, String text) {
    return text.startsWith(prefix) && REST.matcher(text.substring(prefix.length())).matches();
  }

  static void check(String prefix, String text) {
    if (!fits(prefix, text)) {
      throw new IllegalArgumentException(
          "an id is " + prefix + " and 1 to 64 letters and digits, this one has another form");
    }
  }
}
