package dev.hark.gateway.error;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of every answer that is not a success; all members are always there. */
@JsonPropertyOrder("error")
record ErrorBody(Content error) {

  static ErrorBody of(Failure failure, String requestId) {
    return new ErrorBody(
        new Content(failure.code().code(), failure.message(), failure.param(), null, requestId));
  }

  @JsonPropertyOrder({"code", "message", "param", "details", "request_id"})
  record Content(
      String code,
      String message,
      @Nullable String param,
      @Nullable Map<String, Object> details,
      @JsonProperty("request_id") String requestId) {}
}
