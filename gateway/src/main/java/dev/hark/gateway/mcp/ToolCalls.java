package dev.hark.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.fault.Faults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/**
 * Has a tool do its work for a caller that may have it done. Every failure is an answer that a
 * model can read and act on, never an error of the protocol.
 */
final class ToolCalls {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Faults faults;

  ToolCalls(Faults faults) {
    this.faults = faults;
  }

  CallToolResult call(Tool tool, Call call, CallToolRequest request) {
    String requestId = call.caller().requestId();
    try {
      requireScope(tool, call);
      Fields arguments = Fields.of(Objects.requireNonNullElse(request.arguments(), Map.of()));
      // Whom a key is not for is refused, also where nobody needs to be named.
      var _ = AskedIds.endUser(arguments, call.caller());
      return told(tool.answer(call, arguments));
    } catch (FailureException e) {
      return failed(e.failure(), requestId);
    } catch (RuntimeException e) {
      faults.found("request_id=" + requestId, e);
      return failed(Failure.internal(""), requestId);
    }
  }

  private static void requireScope(Tool tool, Call call) {
    if (!tool.scope().isHeldBy(call.caller())) {
      throw new FailureException(
          Failure.forbidden(
              null,
              "This key lacks the scope '%s'. Use a key that has it."
                  .formatted(tool.scope().text())));
    }
  }

  /** The text is the same JSON, for clients that read no structured content. */
  private static CallToolResult told(Object answer) {
    JsonNode content = Json.mapper().valueToTree(answer);
    return CallToolResult.builder()
        .structuredContent(content)
        .addTextContent(new String(Json.bytes(content), StandardCharsets.UTF_8))
        .isError(false)
        .build();
  }

  private static CallToolResult failed(Failure failure, String requestId) {
    return CallToolResult.builder().addTextContent(text(failure, requestId)).isError(true).build();
  }

  /** What to do first, then what a program or an operator asks for. */
  static String text(Failure failure, String requestId) {
    StringBuilder text = new StringBuilder(advice(failure));
    text.append(" (").append(failure.code().code());
    if (failure.param() != null) {
      text.append(", argument ").append(failure.param());
    }
    failure.details().forEach((name, value) -> text.append(", ").append(name + " " + value));
    return text.append(", request_id ").append(requestId).append(')').toString();
  }

  private static String advice(Failure failure) {
    long seconds =
        Math.max(1, failure.retryAfter().orElse(RETRY_AFTER).plusNanos(999_999_999).toSeconds());
    String kept =
        failure.details().containsKey(Failure.SESSION)
            ? " The question is kept: send it again with this session_id."
            : "";
    return switch (failure.code()) {
      case RATE_LIMIT_EXCEEDED ->
          "This project has too much going on at once. Try again in %d s.%s"
              .formatted(seconds, kept);
      case UNAVAILABLE ->
          "The service cannot answer at the moment. Try again in %d s.%s".formatted(seconds, kept);
      case PROVIDER_ERROR -> failure.message() + kept;
      case TRANSCRIPT_TOO_LARGE ->
          "The transcript is too long to be asked about as a whole. Name more recordings, or leave"
              + " 'recording_ids' out.";
      default -> failure.message();
    };
  }
}
