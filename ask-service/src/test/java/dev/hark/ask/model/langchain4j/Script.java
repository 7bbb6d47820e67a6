package dev.hark.ask.model.langchain4j;

/** What each provider sends, as its own protocol has it. */
enum Script {
  OPENAI("openai", "/v1/chat/completions") {
    @Override
    String words(String... pieces) {
      StringBuilder events = new StringBuilder();
      for (String piece : pieces) {
        events.append(chunk("{\"content\":\"" + piece + "\"}", "null", ""));
      }
      return events.toString();
    }

    @Override
    String end(String reason) {
      return chunk("{}", "\"" + reason + "\"", "")
          + "data:"
          + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":[],\"usage\":{\"prompt_tokens\":100,\"completion_tokens\":7,\"total_tokens\":107,\"prompt_tokens_details\":{\"cached_tokens\":40}}}\n\n"
          + "data: [DONE]\n\n";
    }

    private String chunk(String delta, String reason, String more) {
      return "data:"
          + " {\"id\":\"1\",\"object\":\"chat.completion.chunk\",\"model\":\"m-1\",\"choices\":"
          + "[{\"index\":0,\"delta\":"
          + delta
          + ",\"finish_reason\":"
          + reason
          + "}]"
          + more
          + "}\n\n";
    }

    @Override
    String ending(String kind) {
      return kind;
    }

    @Override
    String errorEvent() {
      return "data: {\"error\":{\"message\":\"SECRET overloaded\",\"type\":\"server_error\"}}\n\n";
    }
  },
  CLAUDE("claude", "/v1/messages") {
    @Override
    String words(String... pieces) {
      StringBuilder events =
          new StringBuilder(
              event(
                      "message_start",
                      "\"message\":{\"id\":\"1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"m-1\","
                          + "\"content\":[],\"usage\":{\"input_tokens\":60,\"output_tokens\":1,"
                          + "\"cache_read_input_tokens\":40,\"cache_creation_input_tokens\":0}}")
                  + event(
                      "content_block_start",
                      "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
      for (String piece : pieces) {
        events.append(
            event(
                "content_block_delta",
                "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + piece + "\"}"));
      }
      return events.toString();
    }

    @Override
    String end(String reason) {
      return event("content_block_stop", "\"index\":0")
          + event(
              "message_delta",
              "\"delta\":{\"stop_reason\":\"" + reason + "\"},\"usage\":{\"output_tokens\":6}")
          + event("message_stop", "");
    }

    private String event(String name, String fields) {
      return "event: "
          + name
          + "\ndata: {\"type\":\""
          + name
          + "\""
          + (fields.isEmpty() ? "" : ",")
          + fields
          + "}\n\n";
    }

    @Override
    String ending(String kind) {
      return switch (kind) {
        case "stop" -> "end_turn";
        case "length" -> "max_tokens";
        default -> "refusal";
      };
    }

    @Override
    String errorEvent() {
      return event("error", "\"error\":{\"type\":\"overloaded_error\",\"message\":\"SECRET\"}");
    }
  },
  GEMINI("gemini", "/v1beta/models/scripted:streamGenerateContent") {
    @Override
    String words(String... pieces) {
      StringBuilder events = new StringBuilder();
      for (String piece : pieces) {
        events.append(
            candidate(
                "\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
                    + piece
                    + "\"}]},\"index\":0"));
      }
      return events.toString();
    }

    @Override
    String end(String reason) {
      return candidate(
          "\"content\":{\"role\":\"model\",\"parts\":[]},\"finishReason\":\""
              + reason
              + "\",\"index\":0");
    }

    private String candidate(String fields) {
      return "data: {\"candidates\":[{"
          + fields
          + "}],\"modelVersion\":\"m-1\",\"responseId\":\"1\","
          + "\"usageMetadata\":{\"promptTokenCount\":100,\"candidatesTokenCount\":5,"
          + "\"thoughtsTokenCount\":2,\"totalTokenCount\":107,\"cachedContentTokenCount\":40}}\n\n";
    }

    @Override
    String ending(String kind) {
      return switch (kind) {
        case "stop" -> "STOP";
        case "length" -> "MAX_TOKENS";
        default -> "SAFETY";
      };
    }

    @Override
    String errorEvent() {
      return "data:"
          + " {\"error\":{\"code\":503,\"message\":\"SECRET\",\"status\":\"UNAVAILABLE\"}}\n\n";
    }
  };

  final String provider;
  final String path;

  Script(String provider, String path) {
    this.provider = provider;
    this.path = path;
  }

  /** The beginning of an answer, a piece an event. */
  abstract String words(String... pieces);

  /** The final events. */
  abstract String end(String reason);

  /** The provider's word for stop, length and content_filter. */
  abstract String ending(String kind);

  abstract String errorEvent();
}
