package dev.hark.gateway.key;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.micronaut.context.annotation.Value;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What opens the routes that make keys; without one there are no such routes. */
@Singleton
final class RootToken {
  /** 128 bits in hex: nothing to guess. */
  private static final Pattern FORM = Pattern.compile("[!-~]{32,}");

  private final @Nullable KeyHash expected;

  RootToken(@Value("${hark.admin.root-token:}") String token) {
    if (!token.isEmpty() && !FORM.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "HARK_ROOT_TOKEN must be 32 or more visible ASCII characters, or be left out");
    }
    this.expected = token.isEmpty() ? null : KeyHash.of(token);
  }

  /**
   * Returns if it was sent.
   *
   * @throws FailureException as for a bad key; as for an unknown route when there is no token
   */
  void check(List<String> authorization, List<String> apiKey) {
    if (expected == null) {
      throw new FailureException(Failure.noSuchRoute());
    }
    KeyHash sent = KeyHash.of(Authenticator.credential(authorization, apiKey).orElse(""));
    if (!MessageDigest.isEqual(sent.bytes(), expected.bytes())) {
      throw new FailureException(Failure.unauthorized());
    }
  }
}
