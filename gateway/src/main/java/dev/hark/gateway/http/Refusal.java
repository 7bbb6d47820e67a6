package dev.hark.gateway.http;

import io.micronaut.http.HttpRequest;
import java.util.Arrays;
import java.util.Optional;

/** Why a request is not even routed. */
public enum Refusal {
  MALFORMED("The request is not valid HTTP, or its request line or headers are too long."),
  AMBIGUOUS(
      "The request can be read in more than one way. Send one Host, the body's length once, as"
          + " Content-Length or as 'Transfer-Encoding: chunked', and each header on one line."),
  BAD_TARGET("The path or query is not a valid URI: percent-encode it as UTF-8."),
  ENCODED_BODY("Send the body as it is: Content-Encoding is not supported.");

  /** Never the client's: {@link RequestGate} removes what came from outside. */
  static final String HEADER = "X-Hark-Refusal";

  private final String message;

  Refusal(String message) {
    this.message = message;
  }

  public static Optional<Refusal> of(HttpRequest<?> request) {
    String name = request.getHeaders().get(HEADER, String.class, "");
    return Arrays.stream(values()).filter(refusal -> refusal.name().equals(name)).findFirst();
  }

  /** For the client: what to do. */
  public String message() {
    return message;
  }
}
