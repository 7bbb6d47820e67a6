package dev.hark.gateway.error;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of every answer that is not a success; all members of {@code error} are always there.
 *
 * @param sessionId beside the error when the language model failed, and only then
 */
public record ErrorBody(
    Content error, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String sessionId) {

  public static ErrorBody of(Failure failure, String requestId) {
    boolean provider = failure.code() == ErrorCode.PROVIDER_ERROR;
    return new ErrorBody(
        new Content(
            failure.code().code(),
            failure.message(),
            failure.param(),
            failure.details().isEmpty() ? null : new TreeMap<>(failure.details()),
            requestId),
        provider ? String.valueOf(failure.details().get(Failure.SESSION)) : null);
  }

  /** The error object; it also stands alone, as the last event of a stream. */
  public record Content(
      String code,
      String message,
      @Nullable String param,
      @Nullable Map<String, Object> details,
      String requestId) {}
}
