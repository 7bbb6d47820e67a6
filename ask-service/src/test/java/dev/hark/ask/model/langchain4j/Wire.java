package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * How the servers of each dialect write down what happens in an answer. A script is a line of steps
 * between slashes: {@code w:words}, {@code t:thoughts}, {@code r:reason}, {@code u} for the usage,
 * {@code d} for the protocol's own end, {@code e} for an error, {@code p} for a ping, {@code x:}
 * for events of this dialect as they are.
 */
enum Wire {
  OPENAI("reasoning", ": ping\n\n"),
  VLLM("reasoning_content", ": ping\n\n"),
  OLLAMA("reasoning", ":\n\n"),
  LLAMA_CPP("reasoning_content", ":\n\n"),
  DEEPSEEK("reasoning_content", ": keep-alive\n\n"),
  OPENROUTER("reasoning", ": OPENROUTER PROCESSING\n\n"),
  GROQ("reasoning", ": ping\n\n"),
  MISTRAL("", ": ping\n\n"),
  CLAUDE("", "event: ping\ndata: {\"type\":\"ping\"}\n\n"),
  GEMINI("", ": ping\n\n");

  private final String reasoning;
  final String ping;

  Wire(String reasoning, String ping) {
    this.reasoning = reasoning;
    this.ping = ping;
  }

  String provider() {
    return switch (this) {
      case CLAUDE -> "claude";
      case GEMINI -> "gemini";
      default -> "openai";
    };
  }

  /** The events of a script. */
  String events(String script) {
    return script.isEmpty()
        ? ""
        : Arrays.stream(script.split(" / "))
            .map(step -> event(step.strip().charAt(0), step.strip().replaceFirst("^.:?", "")))
            .collect(Collectors.joining());
  }

  private String event(char step, String text) {
    if (step == 'p') {
      return ping;
    }
    if (step == 'x') {
      return text.replace('⏎', '\n').replace('␍', '\r');
    }
    String quoted =
        new String(JsonStringEncoder.getInstance().quoteAsString(text.replace('⏎', '\n')));
    return switch (this) {
      case CLAUDE -> claude(step, quoted);
      case GEMINI -> gemini(step, quoted);
      default -> openAi(step, quoted);
    };
  }

  private String openAi(char step, String text) {
    return switch (step) {
      case 'w' -> chunk("{\"role\":\"assistant\",\"content\":\"" + text + "\"}", "null", "");
      case 't' ->
          this == MISTRAL
              ? chunk(
                  "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\""
                      + text
                      + "\"}]}]}",
                  "null",
                  "")
              : chunk("{\"content\":null,\"" + reasoning + "\":\"" + text + "\"}", "null", "");
      case 'r' ->
          chunk(
              "{\"content\":" + (this == OPENROUTER ? "\"\"" : "null") + "}",
              text.equals("null") ? "null" : "\"" + text + "\"",
              this == DEEPSEEK ? ",\"usage\":" + USAGE : ",\"usage\":null");
      case 'u' -> usage();
      case 'd' -> "data: [DONE]\n" + (this == LLAMA_CPP ? "" : "\n");
      case 'e' ->
          this == LLAMA_CPP
              ? "error: {\"code\":500,\"message\":\"SECRET\",\"type\":\"server_error\"}\n\n"
              : "data:"
                    + " {\"error\":{\"message\":\"SECRET\",\"type\":\"BadRequestError\",\"code\":400}}\n\n";
      default -> throw new IllegalArgumentException("step " + step);
    };
  }

  private static final String USAGE =
      "{\"prompt_tokens\":100,\"completion_tokens\":7,\"total_tokens\":107,"
          + "\"prompt_tokens_details\":{\"cached_tokens\":40}}";

  private String usage() {
    return switch (this) {
      case OPENROUTER ->
          chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null", ",\"usage\":" + USAGE);
      case GROQ ->
          "data: {\"id\":\"1\",\"model\":\"m-1\",\"choices\":[],\"x_groq\":{\"usage\":"
              + USAGE
              + "}}\n\n";
      default ->
          "data: {\"id\":\"1\",\"model\":\"m-1\",\"choices\":[],\"usage\":" + USAGE + "}\n\n";
    };
  }

  private static String chunk(String delta, String reason, String more) {
    return "data:"
               + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[{\"index\":0,"
        + "\"delta\":%s,\"finish_reason\":%s}]%s}\n\n".formatted(delta, reason, more);
  }

  private static String claude(char step, String text) {
    return switch (step) {
      case 'w' ->
          named(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text + "\"}");
      case 't' ->
          named(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"thinking_delta\",\"thinking\":\"" + text + "\"}");
      case 'r' ->
          named(
              "message_delta",
              "\"delta\":{\"stop_reason\":%s},\"usage\":{\"output_tokens\":7}"
                  .formatted(text.equals("null") ? "null" : "\"" + text + "\""));
      case 'u' ->
          named(
              "message_start",
              "\"message\":{\"id\":\"1\",\"model\":\"m-1\",\"content\":[],\"stop_reason\":null,\"usage\":{\"input_tokens\":60,"
                  + "\"output_tokens\":1,\"cache_read_input_tokens\":40,\"cache_creation_input_tokens\":0}}");
      case 'd' -> named("message_stop", "");
      case 'e' ->
          named("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"SECRET\"}");
      default -> throw new IllegalArgumentException("step " + step);
    };
  }

  private static String named(String name, String fields) {
    return "event: %s\ndata: {\"type\":\"%s\"%s%s}\n\n"
        .formatted(name, name, fields.isEmpty() ? "" : ",", fields);
  }

  private static String gemini(char step, String text) {
    return switch (step) {
      case 'w' ->
          candidate("\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\"" + text + "\"}]}", "");
      case 't' ->
          candidate(
              "\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
                  + text
                  + "\",\"thought\":true}]}",
              "");
      case 'r' ->
          candidate("\"content\":{\"role\":\"model\"},\"finishReason\":\"" + text + "\"", "");
      case 'u' ->
          candidate(
              "\"index\":0",
              ",\"usageMetadata\":{\"promptTokenCount\":100,\"candidatesTokenCount\":5,"
                  + "\"thoughtsTokenCount\":2,\"totalTokenCount\":107,\"cachedContentTokenCount\":40}");
      case 'e' ->
          "data: {\"error\":{\"code\":503,\"message\":\"SECRET\",\"status\":\"UNAVAILABLE\"}}\n\n";
      default -> throw new IllegalArgumentException("step " + step);
    };
  }

  private static String candidate(String fields, String more) {
    return "data: {\"candidates\":[{%s}],\"modelVersion\":\"m-1\",\"responseId\":\"1\"%s}\n\n"
        .formatted(fields, more);
  }
}
