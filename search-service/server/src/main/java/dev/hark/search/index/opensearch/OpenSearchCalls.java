package dev.hark.search.index.opensearch;

import dev.hark.search.index.IndexUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.util.Timeout;
import org.opensearch.client.opensearch.generic.OpenSearchGenericClient;
import org.opensearch.client.opensearch.generic.Request;
import org.opensearch.client.opensearch.generic.Requests;
import org.opensearch.client.opensearch.generic.Response;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Options;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5Transport;
import org.opensearch.client.transport.httpclient5.ApacheHttpClient5TransportBuilder;

/**
 * Sends requests to OpenSearch over pooled connections. Nothing is tried again here. All that may
 * pass (no connection, no answer in time, 429, 5xx) is an {@link IndexUnavailableException}.
 */
final class OpenSearchCalls implements AutoCloseable {
  /** A request waits on one virtual thread; more at once would only queue in OpenSearch. */
  private static final int CONNECTIONS = 64;

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERROR = 500;

  private final ApacheHttpClient5Transport transport;
  private final OpenSearchGenericClient client;
  private final IndexConfiguration configuration;

  OpenSearchCalls(IndexConfiguration configuration) {
    this.configuration = configuration;
    this.transport = transport(configuration);
    this.client = new OpenSearchGenericClient(transport);
  }

  Reply send(Call call) {
    Duration patience =
        switch (call.patience()) {
          case READ -> configuration.readTimeout();
          case WRITE -> configuration.writeTimeout();
        };
    CompletableFuture<Response> future =
        client.withTransportOptions(options(patience)).executeAsync(request(call));
    try (Response response = future.get(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      return reply(response);
    } catch (ExecutionException | IOException e) {
      throw new IndexUnavailableException("OpenSearch did not answer", e);
    } catch (TimeoutException e) {
      throw new IndexUnavailableException("OpenSearch did not answer within " + patience, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IndexUnavailableException("given up before OpenSearch answered", e);
    } finally {
      future.cancel(true);
    }
  }

  private static Reply reply(Response response) throws IOException {
    int status = response.getStatus();
    if (status == TOO_MANY_REQUESTS || status >= SERVER_ERROR) {
      throw new IndexUnavailableException("OpenSearch answered " + status);
    }
    var body = response.getBody();
    return new Reply(status, body.isPresent() ? Json.read(body.get().body()) : Json.object());
  }

  private static Request request(Call call) {
    return Requests.create(call.method(), call.path(), List.of(), call.parameters(), call.body());
  }

  private static ApacheHttpClient5Options options(Duration patience) {
    Timeout timeout = Timeout.of(patience);
    RequestConfig request =
        RequestConfig.custom()
            .setConnectionRequestTimeout(timeout)
            .setResponseTimeout(timeout)
            .build();
    var options = ApacheHttpClient5Options.DEFAULT.toBuilder();
    options.setRequestConfig(request);
    return options.build();
  }

  private static ApacheHttpClient5Transport transport(IndexConfiguration configuration) {
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(configuration.connectTimeout()))
            .build();
    var pool =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDefaultConnectionConfig(connection)
            .setMaxConnPerRoute(CONNECTIONS)
            .setMaxConnTotal(CONNECTIONS)
            .build();
    return ApacheHttpClient5TransportBuilder.builder(HttpHost.create(configuration.url()))
        .setHttpClientConfigCallback(
            http -> http.setConnectionManager(pool).disableAutomaticRetries())
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
}
