package dev.hark.gateway.key;

import java.util.Arrays;
import java.util.Optional;

/** What a key may do. */
public enum Scope {
  ASK_READ("ask:read"),
  ASK_WRITE("ask:write"),
  RECORDINGS_READ("recordings:read"),
  RECORDINGS_WRITE("recordings:write"),
  END_USERS_READ("end_users:read"),
  END_USERS_WRITE("end_users:write");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  public static Optional<Scope> parse(String text) {
    return Arrays.stream(values()).filter(scope -> scope.text.equals(text)).findFirst();
  }

  /** As it stands in options, answers and the database. */
  public String text() {
    return text;
  }
}
