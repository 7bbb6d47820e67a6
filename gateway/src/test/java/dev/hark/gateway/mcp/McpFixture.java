package dev.hark.gateway.mcp;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Owner;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.testing.RawAnswer;
import dev.hark.gateway.testing.RunningGateway;
import dev.hark.proto.search.v1.TranscriptHeader;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A gateway over services that keep what they are given, and clients of MCP. */
final class McpFixture {
  static final String MCP = "/mcp";
  static final String JSON = "Content-Type: application/json";

  private static final SchemaRegistry SCHEMAS =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private static final class Holder {
    static final RunningGateway GATEWAY = RunningGateway.start(Map.of());
  }

  private McpFixture() {}

  /** One for the tests of this package. */
  static RunningGateway gateway() {
    return Holder.GATEWAY;
  }

  /** A recording whose segments of ten seconds each say one of these texts. */
  static void record(Owner owner, String recording, String... texts) {
    Transcript transcript = Transcript.of(owner, recording, 1, texts);
    TranscriptHeader.Builder header = transcript.header();
    header.getDetailsBuilder().getRecordedAtBuilder().setSeconds(1_778_922_720);
    gateway()
        .indexService()
        .replace(
            header.build(),
            IntStream.range(0, texts.length)
                .mapToObj(i -> transcript.chunk(i).getChunk())
                .toList());
  }

  static String key(String project, String... options) {
    List<String> all = new java.util.ArrayList<>(List.of("--project", project));
    all.addAll(List.of(options));
    return gateway().key(all.toArray(String[]::new));
  }

  /** A message as bytes, sent with a key. */
  static RawAnswer post(String key, String message, String... headers) {
    List<String> all = new java.util.ArrayList<>(List.of(JSON, "Authorization: Bearer " + key));
    all.addAll(List.of(headers));
    return gateway().http().post(MCP, message, all.toArray(String[]::new));
  }

  static JsonNode call(String key, String tool, String arguments) {
    RawAnswer answer =
        post(
            key,
            "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"%s\",\"arguments\":%s}}"
                .formatted(tool, arguments));
    assertEquals(200, answer.status(), answer::toString);
    return answer.json().path("result");
  }

  /** The SDK's own, which holds each answer against the schema that its tool promises. */
  static McpSyncClient client(int port, String key) {
    McpSyncClient client =
        McpClient.sync(
                HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + port)
                    .endpoint(MCP)
                    .addHttpRequestCustomizer(
                        (request, method, uri, body, context) ->
                            request.setHeader("Authorization", "Bearer " + key))
                    .build())
            .requestTimeout(Duration.ofSeconds(30))
            .enableCallToolSchemaCaching(true)
            .jsonSchemaValidator(McpFixture::validate)
            .build();
    var _ = client.initialize();
    return client;
  }

  private static ValidationResponse validate(Map<String, Object> schema, Object content) {
    String wrong =
        complaints(Json.mapper().valueToTree(schema), Json.mapper().valueToTree(content));
    return wrong.isEmpty()
        ? ValidationResponse.asValid(content.toString())
        : ValidationResponse.asInvalid(wrong);
  }

  static String complaints(JsonNode schema, JsonNode content) {
    return SCHEMAS
        .getSchema(schema.toString(), InputFormat.JSON)
        .validate(content.toString(), InputFormat.JSON)
        .stream()
        .map(Object::toString)
        .collect(Collectors.joining("; "));
  }

  /** What a tool tells, which its text tells too. */
  static JsonNode told(McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result =
        client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    assertFalse(result.isError(), () -> text(result));
    JsonNode content = Json.mapper().valueToTree(result.structuredContent());
    assertEquals(content, assertDoesNotThrow(() -> Json.mapper().readTree(text(result))));
    return content;
  }

  /** What a tool that failed says. */
  static String failure(McpSyncClient client, String tool, Map<String, Object> arguments) {
    CallToolResult result =
        client.callTool(CallToolRequest.builder(tool).arguments(arguments).build());
    assertTrue(result.isError(), () -> text(result));
    return text(result);
  }

  private static String text(CallToolResult result) {
    return ((TextContent) result.content().getFirst()).text();
  }
}
