package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.StreamingChatModel;
import java.util.Set;

/**
 * What is particular to one provider. Requests are written by LangChain4j; the events of answers
 * are read here, as LangChain4j waits for the end of the stream, knows fixed reasons only and keeps
 * whatever came.
 */
interface Protocol {
  /** Writes requests as these settings want them, and hands them to {@code http}. */
  StreamingChatModel model(ProviderSettings settings, HttpClientBuilder http);

  /** The ways in which the answer's limit can be said. */
  default Set<Dialect.Limit> limits() {
    return Set.of(Dialect.Limit.values());
  }

  /** The body that LangChain4j wrote, with what it has no words for. */
  default String body(String written, Dialect dialect) {
    return written;
  }

  /** Tells what an event says. */
  void read(JsonNode event, StreamedAnswer answer);

  /** The protocol of {@code gemini}, {@code openai} or {@code claude}. */
  static Protocol of(String provider) {
    return switch (provider) {
      case Providers.GEMINI -> new Gemini();
      case Providers.OPENAI -> new OpenAi();
      case Providers.CLAUDE -> new Claude();
      default ->
          throw new IllegalArgumentException(
              "provider must be gemini, openai or claude, not " + provider);
    };
  }
}
