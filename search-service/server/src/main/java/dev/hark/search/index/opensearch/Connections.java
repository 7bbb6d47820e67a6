package dev.hark.search.index.opensearch;

import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** The pooled connections to OpenSearch, shared by all that call it. */
final class Connections implements AutoCloseable {
  /** A request waits on one virtual thread; more at once would only queue in OpenSearch. */
  private static final int MAX = 64;

  private final CloseableHttpAsyncClient client;
  private final OpenSearchCalls reads;
  private final OpenSearchCalls writes;

  Connections(IndexConfiguration configuration) {
    this.client = client(configuration);
    String address = configuration.url().toString().replaceAll("/+$", "");
    this.reads = new OpenSearchCalls(client, address, configuration.readTimeout());
    this.writes = new OpenSearchCalls(client, address, configuration.writeTimeout());
    client.start();
  }

  /** For what somebody waits for. */
  OpenSearchCalls reads() {
    return reads;
  }

  /** For what changes the index, with the reads that belong to it. */
  OpenSearchCalls writes() {
    return writes;
  }

  private static CloseableHttpAsyncClient client(IndexConfiguration configuration) {
    ConnectionConfig connection =
        ConnectionConfig.custom()
            .setConnectTimeout(Timeout.of(configuration.connectTimeout()))
            .build();
    var pool =
        PoolingAsyncClientConnectionManagerBuilder.create()
            .setDefaultConnectionConfig(connection)
            .setMaxConnPerRoute(MAX)
            .setMaxConnTotal(MAX)
            .build();
    return HttpAsyncClients.custom()
        .setConnectionManager(pool)
        .disableAutomaticRetries()
        .disableCookieManagement()
        .disableRedirectHandling()
        .build();
  }

  @Override
  public void close() {
    client.close(CloseMode.GRACEFUL);
  }
}
