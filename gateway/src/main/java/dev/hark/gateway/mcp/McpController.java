package dev.hark.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.ErrorBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.CorsConfiguration;
import dev.hark.gateway.http.CorsConfiguration.Origins;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.RequestId;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /mcp}: MCP's Streamable HTTP, without sessions and without streams. What a key, the
 * limits and the origin refuse is refused as everywhere; all else in the words of JSON-RPC.
 */
@Controller("/mcp")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class McpController {
  private static final String VERSION = "MCP-Protocol-Version";

  private final McpTransport transport;
  private final Origins origins;

  McpController(McpTransport transport, CorsConfiguration cors) {
    this.transport = transport;
    this.origins = cors.allowed();
  }

  @Post
  @RequiresScope({Scope.RECORDINGS_READ, Scope.ASK_WRITE})
  HttpResponse<?> message(HttpRequest<?> request, Call call, @Body byte @Nullable [] body) {
    refuseForeignOrigin(request);
    @Nullable String version = request.getHeaders().get(VERSION);
    if (version != null && !McpTransport.VERSIONS.contains(version)) {
      return refused(
          ErrorCodes.INVALID_REQUEST,
          "'%s' must be one of %s.".formatted(VERSION, String.join(", ", McpTransport.VERSIONS)));
    }
    JsonNode message;
    try {
      message = RequestBody.json(request, body);
    } catch (FailureException e) {
      return refused(ErrorCodes.PARSE_ERROR, e.failure().message());
    }
    return switch (transport.take(call, message)) {
      case McpTransport.Outcome.Answered(String json) -> answered(json);
      case McpTransport.Outcome.Taken() -> HttpResponse.accepted();
      case McpTransport.Outcome.Refused(String why) -> refused(ErrorCodes.INVALID_REQUEST, why);
    };
  }

  private static HttpResponse<byte[]> answered(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return HttpResponse.ok(bytes)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .contentLength(bytes.length);
  }

  /** There is no stream to listen to, and no session to end: clients know that by the status. */
  @Get
  @RequiresScope({Scope.RECORDINGS_READ, Scope.ASK_WRITE})
  HttpResponse<byte[]> listen(HttpRequest<?> request) {
    return notAllowed(request);
  }

  @Delete
  @RequiresScope({Scope.RECORDINGS_READ, Scope.ASK_WRITE})
  HttpResponse<byte[]> end(HttpRequest<?> request) {
    return notAllowed(request);
  }

  private static HttpResponse<byte[]> notAllowed(HttpRequest<?> request) {
    return Json.fill(
        HttpResponse.status(HttpStatus.METHOD_NOT_ALLOWED).header(HttpHeaders.ALLOW, "POST"),
        ErrorBody.of(Failure.noSuchRoute(), RequestId.of(request)));
  }

  /** A page that found its way here by a name of its own (DNS rebinding) has its own origin. */
  private void refuseForeignOrigin(HttpRequest<?> request) {
    @Nullable String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
    if (origin != null && origins.find(origin).isEmpty()) {
      throw new FailureException(
          Failure.forbidden(
              null, "Pages of this origin may not call: HARK_CORS_ORIGINS does not list it."));
    }
  }

  private static HttpResponse<byte[]> refused(int code, String message) {
    return Json.fill(
        HttpResponse.badRequest(),
        Map.of("jsonrpc", "2.0", "error", Map.of("code", code, "message", message)));
  }
}
