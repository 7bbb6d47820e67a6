package dev.hark.stack.postgres;

import java.util.List;
import java.util.Locale;

/** PostgreSQL refuses to run as root; in a user namespace of its own it does not see that it is. */
final class Unprivileged {
  private Unprivileged() {}

  static List<String> prefix() {
    boolean linux = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("linux");
    boolean root = "root".equals(System.getProperty("user.name"));
    return linux && root ? List.of("unshare", "-U") : List.of();
  }
}
