package dev.hark.gateway.http;

import dev.hark.runtime.id.IdGenerator;
import io.micronaut.http.HttpRequest;
import java.util.List;
import java.util.regex.Pattern;

/** The id that follows a request through answers, logs and services. */
public final class RequestId {
  public static final String HEADER = "X-Request-Id";

  private static final String PREFIX = "req_";
  private static final Pattern CLIENT_FORM = Pattern.compile("[A-Za-z0-9_-]{1,128}");

  private RequestId() {}

  /** The client's own if it sent exactly one in the allowed form, else a new one. */
  static String choose(List<String> sent, IdGenerator ids) {
    return sent.size() == 1 && CLIENT_FORM.matcher(sent.getFirst()).matches()
        ? sent.getFirst()
        : ids.next(PREFIX);
  }

  /** The id that {@link RequestGate} gave this request before anything else saw it. */
  public static String of(HttpRequest<?> request) {
    return request.getHeaders().get(HEADER, String.class, "");
  }
}
