package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import io.micronaut.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A request that its client gave a key, so that it can send it again: its keys are its own, and
 * those of an API key that is bound to an end user are nobody else's.
 *
 * @param boundTo empty for an API key that reaches all
 * @param fingerprint tells it from another one by method, path and the bytes of the body; hex
 */
record KeyedRequest(ProjectId project, Mode mode, String boundTo, String key, String fingerprint) {
  private static final String HEADER = "Idempotency-Key";
  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  /**
   * Empty when the client sent no key.
   *
   * @throws FailureException when it sent one that cannot be
   */
  static Optional<KeyedRequest> of(HttpRequest<?> request, Caller caller, byte @Nullable [] body) {
    return key(request)
        .map(
            key ->
                new KeyedRequest(
                    caller.project(),
                    caller.mode(),
                    caller.boundTo().map(EndUserId::value).orElse(""),
                    key,
                    fingerprint(request, body)));
  }

  /** The key alone, for those who have something to do before they know what is sent. */
  static Optional<String> key(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(HEADER);
    if (sent.size() > 1 || sent.stream().anyMatch(key -> !FORM.matcher(key).matches())) {
      throw new FailureException(
          Failure.invalid(
              null, "Idempotency-Key must be sent once, with 1 to 255 visible ASCII characters."));
    }
    return sent.stream().findFirst();
  }

  private static String fingerprint(HttpRequest<?> request, byte @Nullable [] body) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      // No method and no path holds a line break: nothing can pass for another.
      String line = request.getMethodName() + " " + request.getPath() + "\n";
      digest.update(line.getBytes(StandardCharsets.UTF_8));
      digest.update(body == null ? new byte[0] : body);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
