package dev.hark.indexer.indexing.url;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.UnacceptableEventException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Which hosts may be asked. An event must not make the worker ask its own network: what is not on
 * the list must be on the public internet, by https. The addresses that were found public are those
 * that are connected to: a name is looked up once for a connection.
 */
final class HttpHosts implements DnsResolver, AutoCloseable {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;

  private final List<String> allowed;
  private final Lookup lookup;

  /**
   * The system's look-up holds its thread for as long as it likes: never a virtual one's carrier.
   */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("look-up-", 0).factory());

  /** Finds the addresses of a name, as {@link InetAddress#getAllByName} does. */
  interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  HttpHosts(List<String> allowed, Lookup lookup) {
    this.allowed = List.copyOf(allowed);
    this.lookup = lookup;
  }

  /** Refuses an address by its form, without looking anything up. */
  void check(URI url) {
    if (url.getHost() == null) {
      throw refused("expected a host");
    }
    int port = port(url);
    if (port < 1 || port > MAX_PORT) {
      throw refused("expected a port from 1 to " + MAX_PORT);
    }
    if (!isHttps(url) && !isListed(url.getHost(), port)) {
      throw refused("expected https, or a host of hark.transcripts.http-hosts");
    }
  }

  static int port(URI url) {
    return url.getPort() != -1 ? url.getPort() : isHttps(url) ? HTTPS_PORT : HTTP_PORT;
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /** The addresses to connect to, all of them public unless the host is listed. */
  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetAddress[] addresses = addresses(host);
    if (!isListed(host, port) && !Stream.of(addresses).allMatch(PublicAddresses::contains)) {
      throw refused("expected a public host, or one of hark.transcripts.http-hosts");
    }
    return Stream.of(addresses).map(address -> new InetSocketAddress(address, port)).toList();
  }

  private InetAddress[] addresses(String host) throws UnknownHostException {
    try {
      return threads.submit(() -> lookup.addresses(host)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownHostException unknown) {
        throw unknown;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException("interrupted");
    }
  }

  /** Without the port nothing can be said of a host. */
  @Override
  public InetAddress[] resolve(String host) {
    throw new UnsupportedOperationException();
  }

  @Override
  public String resolveCanonicalHostname(String host) {
    return host;
  }

  private boolean isListed(String host, int port) {
    String name = host.toLowerCase(Locale.ROOT);
    return allowed.contains(name) || allowed.contains(name + ":" + port);
  }

  private static UnacceptableEventException refused(String expected) {
    return new UnacceptableEventException(
        ErrorCode.TRANSCRIPT_URL_NOT_ALLOWED, "data.transcript_url: " + expected);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
