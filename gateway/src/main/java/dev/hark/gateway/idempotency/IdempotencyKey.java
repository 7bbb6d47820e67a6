package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name that a client gave a request, so that it can send it again. */
record IdempotencyKey(String value) {
  static final String HEADER = "Idempotency-Key";

  private static final Pattern FORM = Pattern.compile("[!-~]{1,255}");

  /**
   * Empty when the client sent none.
   *
   * @throws FailureException when it sent one that cannot be
   */
  static Optional<IdempotencyKey> of(HttpRequest<?> request) {
    List<String> sent = request.getHeaders().getAll(HEADER);
    if (sent.isEmpty()) {
      return Optional.empty();
    }
    if (sent.size() > 1 || !FORM.matcher(sent.getFirst()).matches()) {
      throw new FailureException(
          Failure.invalid(
              null, "Idempotency-Key must be sent once, with 1 to 255 visible ASCII characters."));
    }
    return Optional.of(new IdempotencyKey(sent.getFirst()));
  }
}
