package dev.hark.ask.model.langchain4j;

import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * Hands LangChain4j our way out; the time-outs are ours too, so those that it sets are not taken.
 */
final class StreamingHttpBuilder implements HttpClientBuilder {
  private final Duration connectTimeout;
  private final boolean plain;

  /**
   * @param plain without TLS, where asking for HTTP/2 confuses some servers
   */
  StreamingHttpBuilder(Duration connectTimeout, boolean plain) {
    this.connectTimeout = connectTimeout;
    this.plain = plain;
  }

  @Override
  public Duration connectTimeout() {
    return connectTimeout;
  }

  @Override
  public HttpClientBuilder connectTimeout(Duration timeout) {
    return this;
  }

  @Override
  public Duration readTimeout() {
    return connectTimeout;
  }

  @Override
  public HttpClientBuilder readTimeout(Duration timeout) {
    return this;
  }

  @Override
  public HttpClient build() {
    return new StreamingHttp(
        java.net.http.HttpClient.newBuilder()
            .connectTimeout(connectTimeout)
            .version(
                plain
                    ? java.net.http.HttpClient.Version.HTTP_1_1
                    : java.net.http.HttpClient.Version.HTTP_2)
            .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build());
  }
}
