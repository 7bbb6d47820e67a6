package dev.hark.gateway.key;

import dev.hark.runtime.id.Caller;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a key may do. */
public enum Scope {
  ASK_READ("ask:read"),
  ASK_WRITE("ask:write"),
  RECORDINGS_READ("recordings:read"),
  RECORDINGS_WRITE("recordings:write"),
  END_USERS_READ("end_users:read"),
  END_USERS_WRITE("end_users:write"),
  WEBHOOKS_WRITE("webhooks:write");

  private final String text;

  Scope(String text) {
    this.text = text;
  }

  /** Clients know those of transcriptions from elsewhere: they are those of recordings. */
  public static Optional<Scope> parse(String text) {
    String known = text.replaceFirst("^transcriptions:", "recordings:");
    return Arrays.stream(values()).filter(scope -> scope.text.equals(known)).findFirst();
  }

  /** What is stored of a key: every scope when null; one that is not known here gives nothing. */
  static Set<Scope> of(String @Nullable [] texts) {
    return texts == null
        ? EnumSet.allOf(Scope.class)
        : Arrays.stream(texts)
            .flatMap(text -> parse(text).stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** In the order of the alphabet. */
  static List<String> texts(Set<Scope> scopes) {
    return scopes.stream().map(Scope::text).sorted().toList();
  }

  /** As it stands in options, answers and the database. */
  public String text() {
    return text;
  }

  /** Whether the caller's key is for this. */
  public boolean isHeldBy(Caller caller) {
    return caller.scopes().contains(text);
  }
}
