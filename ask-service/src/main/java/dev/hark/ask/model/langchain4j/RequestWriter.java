package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Lets LangChain4j write a request: stands where it expects a client of HTTP and whoever is told
 * the answer, and takes what it would send. So it has returned, and holds no words, while the
 * answer is written: hundreds are at a time.
 */
final class RequestWriter implements HttpClient, HttpClientBuilder, StreamingChatResponseHandler {
  private final CompletableFuture<HttpRequest> written = new CompletableFuture<>();

  /**
   * A request as these settings want it, to be sent once. Written on a thread of its own, so that
   * the large buffers which libraries keep for each thread end with it.
   */
  static java.net.http.HttpRequest write(
      ChatRequest request, Protocol protocol, ProviderSettings settings) {
    Dialect dialect = settings.dialect();
    RequestWriter writer = new RequestWriter();
    try {
      CompletableFuture.runAsync(
              () -> protocol.model(settings, writer).chat(messages(request, dialect), writer),
              Thread::startVirtualThread)
          .join();
    } catch (CompletionException e) {
      // Not its message: it may quote the question.
      throw new IllegalStateException(
          "no request was written: " + String.valueOf(e.getCause()).replaceAll(":.*", ""));
    }
    HttpRequest written = writer.written.resultNow();
    java.net.http.HttpRequest.Builder sent =
        java.net.http.HttpRequest.newBuilder(URI.create(written.url()))
            .method(
                written.method().name(),
                once(protocol.body(written.body(), dialect).getBytes(StandardCharsets.UTF_8)));
    written.headers().forEach((name, values) -> values.forEach(value -> sent.header(name, value)));
    return sent.build();
  }

  private static List<ChatMessage> messages(ChatRequest request, Dialect dialect) {
    List<ChatMessage> messages = new ArrayList<>();
    if (dialect.systemRole() != Dialect.SystemRole.USER) {
      messages.add(SystemMessage.from(request.instructions()));
    }
    for (Said said : request.said()) {
      String text = said.text();
      messages.add(
          switch (said.by()) {
            case USER ->
                UserMessage.from(
                    messages.isEmpty() ? request.instructions() + "\n\n" + text : text);
            // An answer that a filter held back has no words, and providers refuse empty ones.
            case MODEL -> AiMessage.from(text.isBlank() ? "(no answer)" : text);
          });
    }
    return messages;
  }

  /** The client keeps a body until the answer has ended, which takes long: not what is in this. */
  static BodyPublisher once(byte[] body) {
    AtomicReference<byte[]> left = new AtomicReference<>(body);
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofByteArrays(
            () ->
                Stream.generate(() -> left.getAndSet(new byte[0]))
                    .takeWhile(piece -> piece.length > 0)
                    .iterator()),
        body.length);
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    written.complete(request);
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("answers are always streamed");
  }

  @Override
  public void onCompleteResponse(ChatResponse response) {}

  @Override
  public void onError(Throwable failure) {
    throw new IllegalStateException(failure.getClass().getSimpleName());
  }

  @Override
  public HttpClient build() {
    return this;
  }

  @Override
  public @Nullable Duration connectTimeout() {
    return null;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public @Nullable Duration readTimeout() {
    return null;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }
}
