package dev.hark.gateway.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.fault.Faults;
import io.micronaut.context.annotation.Factory;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Puts the SDK's server over this gateway's tools. Made when the first message comes. */
@Factory
final class McpServers {
  private static final String TOOLS = "/mcp/tools.json";

  /** Strict in what it reads, as for bodies; the protocol's own names are in camelCase. */
  private static final ObjectMapper MAPPER =
      Json.mapper().copy().setPropertyNamingStrategy(PropertyNamingStrategies.LOWER_CAMEL_CASE);

  /** A tool reads its arguments itself, naming what is wrong; answers are held to it by tests. */
  private static final JsonSchemaValidator UNUSED =
      (schema, content) -> JsonSchemaValidator.ValidationResponse.asValid("");

  @Singleton
  McpTransport transport(List<Tool> tools, Faults faults) {
    McpJsonMapper mapper = new JacksonMcpJsonMapper(MAPPER);
    McpTransport transport = new McpTransport(mapper, faults);
    JsonNode described = described();
    ToolCalls calls = new ToolCalls(faults);
    Map<String, Tool> byName =
        tools.stream().collect(Collectors.toUnmodifiableMap(Tool::name, Function.identity()));
    var _ =
        McpServer.sync(transport)
            .serverInfo("hark", version())
            .instructions(described.path("instructions").asText())
            .capabilities(ServerCapabilities.builder().tools(false).build())
            .jsonMapper(mapper)
            .jsonSchemaValidator(UNUSED)
            .validateToolInputs(false)
            // On the thread of the request, which may wait and which the request's log is tied to.
            .immediateExecution(true)
            .tools(
                StreamSupport.stream(described.path("tools").spliterator(), false)
                    .map(node -> MAPPER.convertValue(node, McpSchema.Tool.class))
                    .map(tool -> specification(tool, byName, calls))
                    .toList())
            .addToolFilter(
                (context, tool) ->
                    of(byName, tool.name()).scope().isHeldBy(McpTransport.call(context).caller()))
            .build();
    return transport;
  }

  private static SyncToolSpecification specification(
      McpSchema.Tool described, Map<String, Tool> byName, ToolCalls calls) {
    Tool tool = of(byName, described.name());
    return SyncToolSpecification.builder()
        .tool(described)
        .callHandler(
            (context, request) -> {
              Call call = McpTransport.call(context);
              return calls.call(tool, call, request);
            })
        .build();
  }

  private static Tool of(Map<String, Tool> byName, String name) {
    return Objects.requireNonNull(byName.get(name), name);
  }

  /** Of the jar; of classes alone there is none to tell. */
  private static String version() {
    return Objects.requireNonNullElse(
        McpServers.class.getPackage().getImplementationVersion(), "unknown");
  }

  private static JsonNode described() {
    try (InputStream in = McpServers.class.getResourceAsStream(TOOLS)) {
      return MAPPER.readTree(Objects.requireNonNull(in, TOOLS));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
