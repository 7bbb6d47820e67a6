package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What Gemini says in place of an answer when it does not take a question; LangChain4j skips it.
 */
final class PromptFeedback {
  private static final ObjectMapper JSON = new ObjectMapper();

  private PromptFeedback() {}

  static boolean blocks(String event) {
    if (!event.contains("blockReason")) {
      return false;
    }
    try {
      return JSON.readTree(event).at("/promptFeedback/blockReason").isTextual();
    } catch (JsonProcessingException e) {
      return false;
    }
  }
}
