package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.JsonGeneratorDelegate;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.runtime.text.StorableText;
import dev.hark.search.index.opensearch.OpenSearchCalls.Exchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import org.apache.hc.client5.http.async.AsyncExecCallback;
import org.apache.hc.client5.http.async.AsyncExecChain;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.nio.AsyncClientConnectionManager;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.HttpRequest;
import org.apache.hc.core5.http.nio.AsyncEntityProducer;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;
import org.opensearch.client.json.jackson.JacksonJsonpMapper;
import org.opensearch.client.transport.OpenSearchTransport;
import org.opensearch.client.transport.TransportOptions;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Options;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/**
 * The pooled connections to OpenSearch, shared by all that call it: the only place that knows what
 * carries the client's requests.
 */
final class Connections implements AutoCloseable {
  /** Binds documents, and writes every request, with texts as every store can keep them. */
  static final JacksonJsonpMapper JSON =
      new JacksonJsonpMapper(
          new ObjectMapper(
              JsonFactory.builder()
                  .addDecorator((factory, generator) -> new CleanJson(generator))
                  .build()));

  /** A request waits on one virtual thread; more at once would only queue in OpenSearch. */
  private static final int MAX = 64;

  private final OpenSearchTransport transport;
  private final OpenSearchCalls reads;
  private final OpenSearchCalls writes;

  Connections(IndexConfiguration configuration) {
    this.transport = transport(configuration.url(), configuration.connectTimeout());
    this.reads = calls(configuration.readTimeout());
    this.writes = calls(configuration.writeTimeout());
  }

  /** For what somebody waits for. */
  OpenSearchCalls reads() {
    return reads;
  }

  /** For what changes the index, with the reads that belong to it. */
  OpenSearchCalls writes() {
    return writes;
  }

  private OpenSearchCalls calls(Duration timeout) {
    RequestConfig limits =
        RequestConfig.custom()
            .setConnectionRequestTimeout(Timeout.of(timeout))
            .setResponseTimeout(Timeout.of(timeout))
            .build();
    TransportOptions options =
        ApacheHttpClient5Options.DEFAULT.toBuilder().setRequestConfig(limits).build();
    return new OpenSearchCalls(transport, options, timeout);
  }

  private static OpenSearchTransport transport(URI url, Duration connectTimeout) {
    HttpHost host = new HttpHost(url.getScheme(), url.getHost(), url.getPort());
    ApacheHttpClient5TransportBuilder builder =
        ApacheHttpClient5TransportBuilder.builder(host)
            .setMapper(JSON)
            .setHttpClientConfigCallback(
                http ->
                    http.setConnectionManager(pool(connectTimeout))
                        .addExecInterceptorFirst("exchange", Connections::begin)
                        .disableAutomaticRetries()
                        // On one machine or one network it costs a search a millisecond.
                        .disableContentCompression()
                        .disableCookieManagement()
                        .disableRedirectHandling());
    String prefix = url.getPath().replaceAll("/+$", "");
    return prefix.isEmpty() ? builder.build() : builder.setPathPrefix(prefix).build();
  }

  private static void begin(
      HttpRequest request,
      @Nullable AsyncEntityProducer body,
      AsyncExecChain.Scope scope,
      AsyncExecChain next,
      AsyncExecCallback callback)
      throws HttpException, IOException {
    Exchange.begun(scope.cancellableDependency::cancel);
    next.proceed(request, body, scope, callback);
  }

  private static AsyncClientConnectionManager pool(Duration connectTimeout) {
    ConnectionConfig connection =
        ConnectionConfig.custom().setConnectTimeout(Timeout.of(connectTimeout)).build();
    return PoolingAsyncClientConnectionManagerBuilder.create()
        .setDefaultConnectionConfig(connection)
        .setMaxConnPerRoute(MAX)
        .setMaxConnTotal(MAX)
        .build();
  }

  @Override
  public void close() {
    try {
      transport.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Writes texts as every store can keep them: U+FFFD stands in the place of NUL and of a surrogate
   * without its other half, which UTF-8 has no form for.
   */
  private static final class CleanJson extends JsonGeneratorDelegate {
    private static final char REPLACEMENT = '\uFFFD';

    CleanJson(JsonGenerator generator) {
      super(generator);
    }

    @Override
    public void writeString(String text) throws IOException {
      super.writeString(clean(text));
    }

    @Override
    public void writeFieldName(String name) throws IOException {
      super.writeFieldName(clean(name));
    }

    private static String clean(String text) {
      return StorableText.wellFormed(text).replace('\0', REPLACEMENT);
    }
  }
}
