package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;

/**
 * Which hosts may be asked. An event must not make the worker ask its own network: what is not on
 * the list must be on the public internet, by https.
 */
final class HttpHosts {
  private final List<String> allowed;

  HttpHosts(List<String> allowed) {
    this.allowed = List.copyOf(allowed);
  }

  /**
   * Refuses what may not be asked.
   *
   * @throws UnknownHostException when the name has no address now
   */
  void check(URI url) throws UnknownHostException {
    String host = url.getHost();
    if (host == null) {
      throw refused("expected a host");
    }
    if (isListed(host.toLowerCase(Locale.ROOT), url.getPort())) {
      return;
    }
    if (!"https".equalsIgnoreCase(url.getScheme())) {
      throw refused("expected https, or a host of hark.transcripts.http-hosts");
    }
    // The connection that follows finds the same addresses: the JDK keeps them for 30 s.
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (!PublicAddresses.contains(address)) {
        throw refused("expected a public host, or one of hark.transcripts.http-hosts");
      }
    }
  }

  private boolean isListed(String host, int port) {
    return allowed.contains(host) || allowed.contains(host + ":" + port);
  }

  private static UnacceptableEventException refused(String expected) {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED, "data.transcript_url: " + expected);
  }
}
