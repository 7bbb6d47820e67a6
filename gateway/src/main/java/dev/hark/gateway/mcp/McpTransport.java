package dev.hark.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.fault.Faults;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Takes one message at a time to the SDK's server and keeps nothing between two: any gateway
 * answers any message. Safe for many threads; blocks the one that calls.
 */
final class McpTransport implements McpStatelessServerTransport {
  /** Newest last: it is offered to who asks for one that is not here. */
  static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  private static final String CALL = "call";
  private static final String JSON_RPC = "2.0";
  private static final TypeRef<Map<String, Object>> PARAMS = new TypeRef<>() {};

  /** What cannot be done without params of this form. */
  private static final Map<String, Class<?>> FORMS =
      Map.of(
          McpSchema.METHOD_INITIALIZE, McpSchema.InitializeRequest.class,
          McpSchema.METHOD_TOOLS_CALL, McpSchema.CallToolRequest.class);

  private final McpJsonMapper mapper;
  private final Faults faults;
  private @Nullable McpStatelessServerHandler handler;

  McpTransport(McpJsonMapper mapper, Faults faults) {
    this.mapper = mapper;
    this.faults = faults;
  }

  /** What a message comes to. */
  sealed interface Outcome {
    /** JSON of an answer, which may tell an error. */
    record Answered(String json) implements Outcome {}

    /** A message that is not to be answered. */
    record Taken() implements Outcome {}

    /** No message of the protocol. */
    record Refused(String why) implements Outcome {}
  }

  @Override
  public List<String> protocolVersions() {
    return VERSIONS;
  }

  @Override
  public void setMcpHandler(McpStatelessServerHandler server) {
    handler = server;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  /** For whom a tool is called. */
  static Call call(McpTransportContext context) {
    return (Call) Objects.requireNonNull(context.get(CALL));
  }

  Outcome take(Call call, JsonNode message) {
    if (message.isArray()) {
      return new Outcome.Refused("Batches are not taken: send one message a request.");
    }
    if (!message.path("jsonrpc").asText().equals(JSON_RPC)) {
      return new Outcome.Refused("'jsonrpc' must be \"2.0\".");
    }
    if (!message.has("method") && (message.has("result") || message.has("error"))) {
      // Nothing was asked of the client.
      return new Outcome.Taken();
    }
    if (!message.path("method").isTextual()) {
      return new Outcome.Refused("'method' must be a string.");
    }
    JsonNode params = message.path("params");
    if (!params.isMissingNode() && !params.isNull() && !params.isObject()) {
      return new Outcome.Refused("'params' must be an object.");
    }
    return message.has("id") ? request(call, message) : notification(call, message);
  }

  private Outcome notification(Call call, JsonNode message) {
    JSONRPCNotification notification =
        new JSONRPCNotification(JSON_RPC, message.path("method").textValue(), params(message));
    var _ = server().handleNotification(context(call), notification).block();
    return new Outcome.Taken();
  }

  private Outcome request(Call call, JsonNode message) {
    JsonNode id = message.path("id");
    if (!id.isTextual() && !id.isIntegralNumber()) {
      return new Outcome.Refused("'id' must be a string or an integer.");
    }
    Object known = id.isTextual() ? id.textValue() : id.numberValue();
    String method = message.path("method").textValue();
    JSONRPCRequest request = new JSONRPCRequest(JSON_RPC, method, known, params(message));
    JSONRPCResponse response = hasForm(request) ? answer(call, request) : unfit(known, method);
    return new Outcome.Answered(json(response));
  }

  private JSONRPCResponse answer(Call call, JSONRPCRequest request) {
    JSONRPCResponse response = server().handleRequest(context(call), request).block();
    @Nullable JSONRPCError error = response == null ? null : response.error();
    if (response == null || (error != null && error.code() == ErrorCodes.INTERNAL_ERROR)) {
      // Its message is a library's: for nobody outside.
      faults.found("request_id=%s mcp".formatted(call.caller().requestId()), null);
      return JSONRPCResponse.error(
          request.id(),
          new JSONRPCError(ErrorCodes.INTERNAL_ERROR, Failure.internal("").message()));
    }
    return response;
  }

  private boolean hasForm(JSONRPCRequest request) {
    @Nullable Class<?> form = FORMS.get(request.method());
    try {
      return form == null || mapper.convertValue(request.params(), form) != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static JSONRPCResponse unfit(Object id, String method) {
    return JSONRPCResponse.error(
        id,
        new JSONRPCError(
            ErrorCodes.INVALID_PARAMS, "'params' are not those of '%s'.".formatted(method)));
  }

  private @Nullable Map<String, Object> params(JsonNode message) {
    return Optional.of(message.path("params"))
        .filter(JsonNode::isObject)
        .map(params -> mapper.convertValue(params, PARAMS))
        .orElse(null);
  }

  private static McpTransportContext context(Call call) {
    return McpTransportContext.create(Map.of(CALL, call));
  }

  private McpStatelessServerHandler server() {
    return Objects.requireNonNull(handler, "the server is made with its transport");
  }

  private String json(Object message) {
    try {
      return mapper.writeValueAsString(message);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
