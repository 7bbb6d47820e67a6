package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;

/** Transcripts by HTTP. Follows no redirect: it could lead to where no address may. */
final class HttpTranscripts implements AutoCloseable {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  /** A server that sends header upon header must not fill the heap. */
  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(16 << 10).setMaxHeaderCount(100).build();

  private final HttpHosts hosts;
  private final CloseableHttpClient client;

  HttpTranscripts(TranscriptConfiguration configuration, HttpHosts hosts) {
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
                            .setConnectTimeout(Timeout.of(configuration.connectTimeout()))
                            .setSocketTimeout(Timeout.of(configuration.readTimeout()))
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

  /** What can be said of an address before it is asked. */
  void check(URI url) {
    hosts.check(url);
  }

  /** Nothing when it is large and has no place now; no connection waits for one. */
  Optional<byte[]> read(URI url, Place place) throws IOException {
    hosts.check(url);
    HttpGet request = new HttpGet("/");
    request.setPath(pathAndQuery(url));
    request.setHeader("Accept", "application/json");
    HttpHost host = new HttpHost(url.getScheme(), url.getHost(), HttpHosts.port(url));
    try {
      ClassicHttpResponse response = client.executeOpen(host, request, null);
      check(response.getCode());
      return body(response, place);
    } finally {
      // Closing the response would read on to its end, however late that comes.
      request.abort();
    }
  }

  private static Optional<byte[]> body(ClassicHttpResponse response, Place place)
      throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? Optional.of(new byte[0]) : Bounded.read(entity.getContent(), place);
  }

  private static String pathAndQuery(URI url) {
    URI ascii = URI.create(url.toASCIIString());
    String path = Objects.requireNonNullElse(ascii.getRawPath(), "");
    String query = ascii.getRawQuery();
    return (path.isEmpty() ? "/" : path) + (query == null ? "" : "?" + query);
  }

  private static void check(int status) throws UnavailableException {
    switch (status / 100) {
      case 2 -> {}
      case 3 ->
          throw new UnacceptableEventException(
              ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED,
              "data.transcript_url: expected an address that does not redirect");
      case 4 -> {
        if (status != REQUEST_TIMEOUT && status != TOO_EARLY && status != TOO_MANY_REQUESTS) {
          throw new UnacceptableEventException(
              ErrorCode.TRANSCRIPT_NOT_FOUND,
              "data.transcript_url: its server answers with status " + status);
        }
        throw new UnavailableException("status " + status);
      }
      default -> throw new UnavailableException("status " + status);
    }
  }

  @Override
  public void close() {
    client.close(CloseMode.IMMEDIATE);
    hosts.close();
  }

  /** The other side says that it may work later. */
  static final class UnavailableException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }
}
