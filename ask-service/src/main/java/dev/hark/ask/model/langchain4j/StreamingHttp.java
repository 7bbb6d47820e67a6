package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelFailure;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.DefaultServerSentEventParsingHandle;
import dev.langchain4j.http.client.sse.ServerSentEvent;
import dev.langchain4j.http.client.sse.ServerSentEventContext;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * LangChain4j's way out, under the eyes of the current {@link StreamWatch}, which is told the true
 * reason of every failure and is given the answer to read: by then LangChain4j has returned and
 * holds the request no longer, of which there are hundreds while as many answers are written.
 * Bodies of failures are not read: they may repeat the request.
 */
final class StreamingHttp implements HttpClient {
  private final java.net.http.HttpClient client;

  StreamingHttp(java.net.http.HttpClient client) {
    this.client = client;
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest request) {
    throw new UnsupportedOperationException("answers are always streamed");
  }

  @Override
  public void execute(
      HttpRequest request, ServerSentEventParser parser, ServerSentEventListener listener) {
    StreamWatch watch = StreamWatch.CURRENT.get();
    HttpResponse<InputStream> response = send(request, watch);
    if (response == null) {
      return;
    }
    InputStream body = response.body();
    if (response.statusCode() / 100 == 2) {
      SuccessfulHttpResponse opened =
          SuccessfulHttpResponse.builder()
              .statusCode(response.statusCode())
              .headers(response.headers().map())
              .build();
      watch.reading(body, () -> read(opened, body, listener, watch));
    } else {
      Optional<String> retryAfter = response.headers().firstValue("retry-after");
      watch.fail(StatusFailures.of(response.statusCode(), retryAfter, Clock.systemUTC().instant()));
      StreamWatch.close(body);
    }
  }

  private static void read(
      SuccessfulHttpResponse opened,
      InputStream body,
      ServerSentEventListener listener,
      StreamWatch watch) {
    try (body) {
      listener.onOpen(opened);
      stream(body, listener, watch);
    } catch (IOException e) {
      watch.fail(new ModelFailure.Broken("the stream broke off: " + e.getClass().getSimpleName()));
    }
  }

  private @Nullable HttpResponse<InputStream> send(HttpRequest request, StreamWatch watch) {
    CompletableFuture<HttpResponse<InputStream>> answer =
        client.sendAsync(
            translate(request, watch.texts()), HttpResponse.BodyHandlers.ofInputStream());
    try {
      return answer.get(watch.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      watch.fail(new ModelFailure.TimedOut("waited too long for the first word"));
    } catch (ExecutionException e) {
      String name = String.valueOf(e.getCause()).replaceAll(":.*", "");
      watch.fail(new ModelFailure.Busy("cannot be reached: " + name, Optional.empty()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      watch.fail(new ModelFailure.Broken("interrupted"));
    }
    answer.cancel(true);
    return null;
  }

  private static void stream(InputStream body, ServerSentEventListener listener, StreamWatch watch)
      throws IOException {
    EventStream events = new EventStream(body);
    ServerSentEventContext context =
        new ServerSentEventContext(new DefaultServerSentEventParsingHandle(body));
    for (Optional<ServerSentEvent> event = events.next();
        event.isPresent();
        event = events.next()) {
      watch.event();
      if (PromptFeedback.blocks(event.get().data())) {
        watch.blocked();
      }
      try {
        listener.onEvent(event.get(), context);
      } catch (RuntimeException e) {
        // Not its message: it quotes the answer.
        watch.fail(
            new ModelFailure.Broken("an event is not readable: " + e.getClass().getSimpleName()));
        return;
      }
    }
    if (watch.failure().isEmpty()) {
      listener.onClose();
    }
  }

  private static java.net.http.HttpRequest translate(HttpRequest request, LateTexts texts) {
    java.net.http.HttpRequest.Builder builder =
        java.net.http.HttpRequest.newBuilder(URI.create(request.url()))
            .method(request.method().name(), new BodyOnce(texts.filled(request.body())));
    request.headers().forEach((name, values) -> values.forEach(it -> builder.header(name, it)));
    return builder.build();
  }
}
