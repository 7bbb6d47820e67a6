package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Long texts that LangChain4j only sees a name of, and that are put into the body when it is sent:
 * it keeps its messages and its body until the answer has ended, several times what Hark itself
 * needs to know of a turn.
 */
final class LateTexts {
  private final String start = "text-" + UUID.randomUUID() + "-";
  private final Map<String, Supplier<String>> texts = new LinkedHashMap<>();

  /** What stands for this text, the only time that it is asked for. */
  String name(Supplier<String> text) {
    String name = start + texts.size() + ".";
    texts.put(name, text);
    return name;
  }

  /** The body, in JSON, with each text in the place of its name. */
  String filled(String body) {
    String filled = body;
    for (Map.Entry<String, Supplier<String>> text : texts.entrySet()) {
      char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text.getValue().get());
      filled = filled.replace(text.getKey(), new String(quoted));
    }
    return filled;
  }
}
