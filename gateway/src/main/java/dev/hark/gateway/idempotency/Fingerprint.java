package dev.hark.gateway.idempotency;

import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Tells one request from another: by method, path and the bytes of the body. */
record Fingerprint(String hex) {
  static Fingerprint of(HttpRequest<?> request, byte @Nullable [] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // No method and no path holds a line break: nothing can pass for another.
      String line = request.getMethodName() + " " + request.getPath() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update(body == null ? new byte[0] : body);
      return new Fingerprint(HexFormat.of().formatHex(digest.digest()));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
