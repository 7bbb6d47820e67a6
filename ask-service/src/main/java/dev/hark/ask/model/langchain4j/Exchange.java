package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.model.ModelFailure;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks a provider, up to the beginning of its reply. */
final class Exchange {
  /** Of a refusal's body. */
  private static final int MOST_BYTES = 64 << 10;

  private static final Duration REFUSAL = Duration.ofSeconds(2);

  private final HttpClient client;
  private final Protocol protocol;

  Exchange(HttpClient client, Protocol protocol) {
    this.client = client;
    this.protocol = protocol;
  }

  /** What a provider does with a request. */
  sealed interface Reply {
    /** It answers. */
    record Answer(TimedBody body) implements Reply {}

    /** It says that the request is wrong. */
    record Refused(HttpResponse<TimedBody> response, Rejection rejection) implements Reply {}

    /** It does not answer, or not now. */
    record Failed(ModelFailure failure) implements Reply {}
  }

  Reply ask(ChatRequest request, StreamingChatModel model, Dialect dialect, Deadline deadline) {
    try {
      HttpRequest built =
          BuiltRequest.of(() -> model.chat(messages(request, dialect), Unused.HANDLER));
      return send(translate(built, dialect), deadline);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Reply.Failed(new ModelFailure.Broken("interrupted"));
    } catch (ExecutionException e) {
      String name = String.valueOf(e.getCause()).replaceAll(":.*", "");
      return new Reply.Failed(
          new ModelFailure.Busy("cannot be reached: " + name, Optional.empty()));
    }
  }

  private Reply send(java.net.http.HttpRequest request, Deadline deadline)
      throws InterruptedException, ExecutionException {
    CompletableFuture<HttpResponse<TimedBody>> sent =
        client.sendAsync(request, headers -> new TimedBody());
    try {
      return reply(sent.get(deadline.left(), TimeUnit.NANOSECONDS), deadline);
    } catch (TimeoutException e) {
      return new Reply.Failed(new ModelFailure.TimedOut(deadline.reason()));
    } finally {
      sent.cancel(true);
    }
  }

  private static Reply reply(HttpResponse<TimedBody> response, Deadline deadline) {
    int status = response.statusCode();
    if (status / 100 == 2) {
      return new Reply.Answer(response.body());
    }
    try (TimedBody body = response.body()) {
      if (status / 100 == 4 && status != 429) {
        return new Reply.Refused(response, Rejection.of(status, text(body, deadline)));
      }
      Optional<String> retryAfter = response.headers().firstValue("retry-after");
      return new Reply.Failed(
          StatusFailures.of(status, "", retryAfter, Clock.systemUTC().instant()));
    }
  }

  /** What comes of a body within its bounds. */
  private static String text(TimedBody body, Deadline deadline) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Deadline soon = deadline.atMost(REFUSAL);
    try {
      for (int next = body.read(soon);
          next >= 0 && bytes.size() < MOST_BYTES;
          next = body.read(soon)) {
        bytes.write(next);
      }
      body.drain();
    } catch (IOException | TimeoutException e) {
      // The status alone says enough.
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static List<ChatMessage> messages(ChatRequest request, Dialect dialect) {
    boolean apart = dialect.systemRole() != Dialect.SystemRole.USER;
    List<ChatMessage> messages = new ArrayList<>();
    if (apart) {
      messages.add(SystemMessage.from(request.instructions()));
    }
    for (Said said : request.said()) {
      String text = said.text();
      messages.add(
          switch (said.by()) {
            case USER ->
                UserMessage.from(
                    apart || !messages.isEmpty() ? text : request.instructions() + "\n\n" + text);
            // An answer that a filter held back has no words, and providers refuse empty ones.
            case MODEL -> AiMessage.from(text.isBlank() ? "(no answer)" : text);
          });
    }
    return messages;
  }

  private java.net.http.HttpRequest translate(HttpRequest built, Dialect dialect) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(built.url()))
            .method(built.method().name(), new BodyOnce(protocol.body(built.body(), dialect)));
    built.headers().forEach((name, values) -> values.forEach(it -> builder.header(name, it)));
    return builder.build();
  }

  /** LangChain4j has nothing to tell, as it never sees an answer. */
  private static final class Unused implements StreamingChatResponseHandler {
    private static final Unused HANDLER = new Unused();

    @Override
    public void onCompleteResponse(ChatResponse response) {}

    @Override
    public void onError(Throwable failure) {
      throw new IllegalStateException(failure.getClass().getSimpleName());
    }
  }
}
