package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import dev.hark.runtime.outbound.OutboundHttp;
import dev.hark.runtime.outbound.PermittedHosts;
import dev.hark.runtime.outbound.RefusedAddressException;
import java.io.IOException;
import java.io.Serial;
import java.net.URI;
import java.util.Optional;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpEntity;

/** Transcripts by HTTP. */
final class HttpTranscripts implements AutoCloseable {
  private static final int REQUEST_TIMEOUT = 408;
  private static final int TOO_EARLY = 425;
  private static final int TOO_MANY_REQUESTS = 429;

  private final PermittedHosts hosts;
  private final OutboundHttp http;

  HttpTranscripts(TranscriptConfiguration configuration, PermittedHosts hosts) {
    this.hosts = hosts;
    this.http =
        new OutboundHttp(hosts, configuration.connectTimeout(), configuration.readTimeout());
  }

  /** What can be said of an address before it is asked. */
  void check(URI url) {
    try {
      hosts.check(url);
    } catch (RefusedAddressException e) {
      throw refused(e);
    }
  }

  /** Nothing when it is large and has no place now; no connection waits for one. */
  Optional<byte[]> read(URI url, Place place) throws IOException {
    HttpGet request = new HttpGet("/");
    request.setHeader("Accept", "application/json");
    try {
      return http.ask(
          url,
          request,
          response -> {
            check(response.getCode());
            return body(response, place);
          });
    } catch (RefusedAddressException e) {
      throw refused(e);
    }
  }

  private static Optional<byte[]> body(ClassicHttpResponse response, Place place)
      throws IOException {
    HttpEntity entity = response.getEntity();
    return entity == null ? Optional.of(new byte[0]) : Bounded.read(entity.getContent(), place);
  }

  private static UnacceptableEventException refused(RefusedAddressException e) {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED,
        "data.transcript_url: "
            + switch (e.reason()) {
              case NO_HOST -> "expected a host";
              case PORT -> "expected a port from 1 to 65535";
              case NOT_HTTPS -> "expected https, or a host of hark.transcripts.http-hosts";
              case NOT_PUBLIC -> "expected a public host, or one of hark.transcripts.http-hosts";
            });
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
    http.close();
  }

  /** The other side says that it may work later. */
  static final class UnavailableException extends IOException {
    @Serial private static final long serialVersionUID = 1L;

    UnavailableException(String message) {
      super(message);
    }
  }
}
