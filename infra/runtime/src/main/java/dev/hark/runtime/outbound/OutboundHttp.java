package dev.hark.runtime.outbound;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/**
 * Asks permitted hosts alone. Follows no redirect, as it could lead to where no address may; sends
 * nothing twice, keeps no cookie and no connection. Safe for many threads.
 */
public final class OutboundHttp implements AutoCloseable {
  /** A server that sends header upon header must not fill the heap. */
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(16 << 10).setMaxHeaderCount(100).build();

  private final PermittedHosts hosts;
  private final CloseableHttpClient client;

  /**
   * @param connectTimeout until the connection is there
   * @param readTimeout between two bytes; how long it takes in all is left to who asks
   */
  public OutboundHttp(PermittedHosts hosts, Duration connectTimeout, Duration readTimeout) {
    this.hosts = hosts;
    this.client =
        HttpClients.custom()
            .setConnectionManager(
                PoolingHttpClientConnectionManagerBuilder.create()
                    .setDnsResolver(hosts)
                    .setConnectionFactory(
                        ManagedHttpClientConnectionFactory.builder().http1Config(BOUNDS).build())
                    .setDefaultConnectionConfig(
                        ConnectionConfig.custom()
                            .setConnectTimeout(Timeout.of(connectTimeout))
                            .setSocketTimeout(Timeout.of(readTimeout))
                            .build())
                    // How many there may be is decided by who asks.
                    .setMaxConnTotal(Integer.MAX_VALUE)
                    .setMaxConnPerRoute(Integer.MAX_VALUE)
                    .build())
            // Each tenant's request stands alone: nothing is left for the next.
            .setConnectionReuseStrategy((request, response, context) -> false)
            .disableCookieManagement()
            .disableAuthCaching()
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .build();
  }

  /** Takes what it needs of an answer, which ends with it. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ClassicHttpResponse response) throws IOException;
  }

  /**
   * Asks a server.
   *
   * @param request without its address
   * @throws RefusedAddressException when the host may not be asked
   */
  public <T> T ask(URI url, HttpUriRequestBase request, Reader<T> reader) throws IOException {
    hosts.check(url);
    request.setPath(pathAndQuery(url));
    HttpHost host = new HttpHost(url.getScheme(), url.getHost(), PermittedHosts.port(url));
    try {
      return reader.read(client.executeOpen(host, request, null));
    } finally {
      // Closing the response would read on to its end, however late that comes.
      request.abort();
    }
  }

  private static String pathAndQuery(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path = Objects.requireNonNullElse(ascii.getRawPath(), "");
    String query = ascii.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    hosts.close();
  }
}
