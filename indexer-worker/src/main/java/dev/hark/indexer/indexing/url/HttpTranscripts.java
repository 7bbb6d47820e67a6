package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.zip.GZIPInputStream;

/** Transcripts by HTTP. Follows no redirect: it could lead to where no address may. */
final class HttpTranscripts implements AutoCloseable {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  private final HttpHosts hosts;
  private final HttpClient client;
  private final Duration timeout;

  HttpTranscripts(TranscriptConfiguration configuration) {
    this.hosts = new HttpHosts(configuration.httpHosts());
    this.timeout = configuration.readTimeout();
    this.client =
        HttpClient.newBuilder()
            // What nobody reads yet stays with its server: in 2 it would be taken in, and the
            // streams
            // of a connection hold each other up.
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(configuration.connectTimeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
  }

  byte[] read(URI url, Place place) throws IOException, InterruptedException {
    hosts.check(url);
    HttpRequest request =
        HttpRequest.newBuilder(url).timeout(timeout).header("Accept", "application/json").build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      check(response.statusCode());
      place.take();
      return Bounded.read(isZipped(response) ? new GZIPInputStream(body) : body);
    }
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

  /** Some stores send what was stored zipped, whether one takes it or not. */
  private static boolean isZipped(HttpResponse<?> response) {
    return response.headers().firstValue("Content-Encoding").orElse("").equals("gzip");
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
