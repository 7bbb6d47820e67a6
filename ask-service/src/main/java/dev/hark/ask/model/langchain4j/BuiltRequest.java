package dev.hark.ask.model.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;

/**
 * Stands where LangChain4j expects a client of HTTP, and takes the request that it would send. So
 * LangChain4j has returned, and holds no words, while the answer is written: hundreds are at a
 * time.
 */
final class BuiltRequest implements HttpClient {
  private static final ScopedValue<BuiltRequest> CURRENT = ScopedValue.newInstance();

  private @Nullable HttpRequest request;

  /**
   * What LangChain4j would send.
   *
   * @param sending a call of it; runs on a thread of its own, so that the large buffers which
   *     libraries keep for each thread end with it
   */
  static HttpRequest of(Runnable sending) throws InterruptedException {
    BuiltRequest built = new BuiltRequest();
    FutureTask<Boolean> building =
        new FutureTask<>(() -> ScopedValue.where(CURRENT, built).run(sending), true);
    Thread.ofVirtual().name("build-request").start(building);
    try {
      building.get();
    } catch (ExecutionException e) {
      // Not its message: it may quote the question.
      throw new IllegalStateException(
          "no request was built: " + String.valueOf(e.getCause()).replaceAll(":.*", ""));
    }
    return Objects.requireNonNull(built.request, "LangChain4j sent nothing");
  }

  @Override
  public SuccessfulHttpResponse execute(HttpRequest written) {
    throw new UnsupportedOperationException("answers are always streamed");
  }

  @Override
  public void execute(
      HttpRequest written, ServerSentEventParser parser, ServerSentEventListener listener) {
    CURRENT.get().request = written;
  }

  /** Hands LangChain4j this client; the time-outs are ours, those that it sets are not taken. */
  static final class Builder implements HttpClientBuilder {
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

    @Override
    public HttpClient build() {
      return new BuiltRequest();
    }
  }
}
