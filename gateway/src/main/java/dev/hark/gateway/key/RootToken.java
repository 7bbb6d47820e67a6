package dev.hark.gateway.key;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Value;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What opens the routes for whoever runs Hark; without one there are no such routes. One that could
 * be guessed lets no gateway start.
 */
@Context
final class RootToken {
  /** 128 bits in hex: nothing to guess. */
  private static final Pattern FORM = Pattern.compile("[!-~]{32,}");

  private final Optional<ApiKey.Hash> hash;

  RootToken(@Value("${hark.admin.root-token:}") String token) {
    if (!token.isEmpty() && !FORM.matcher(token).matches()) {
      throw new IllegalArgumentException(
          "HARK_ROOT_TOKEN must be 32 or more visible ASCII characters, or be left out");
    }
    this.hash = token.isEmpty() ? Optional.empty() : Optional.of(ApiKey.Hash.of(token));
  }

  boolean isSet() {
    return hash.isPresent();
  }

  boolean is(String sent) {
    byte[] bytes = ApiKey.Hash.of(sent).bytes();
    return hash.filter(root -> MessageDigest.isEqual(bytes, root.bytes())).isPresent();
  }
}
