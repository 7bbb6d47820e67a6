package dev.hark.runtime.outbound;

import dev.hark.runtime.outbound.RefusedAddressException.Reason;
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
 * Which hosts may be asked. Who names an address must not make a service ask its own network: what
 * is not on the list must be on the public internet, by https. The addresses that were found public
 * are those that are connected to: a name is looked up once for a connection. Safe for many
 * threads.
 */
public final class PermittedHosts implements DnsResolver, AutoCloseable {
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;
  private static final int MAX_PORT = 65_535;

  private final List<String> listed;
  private final Lookup lookup;

  /**
   * The system's look-up holds its thread for as long as it likes: never a virtual one's carrier.
   */
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofPlatform().daemon().name("look-up-", 0).factory());

  /** Finds the addresses of a name, as {@link InetAddress#getAllByName} does. */
  @FunctionalInterface
  public interface Lookup {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * @param listed {@code host} or {@code host:port}, in lower case: these may be private, and speak
   *     plain http
   */
  public PermittedHosts(List<String> listed, Lookup lookup) {
    this.listed = List.copyOf(listed);
    this.lookup = lookup;
  }

  /**
   * Refuses an address by its form, without looking anything up.
   *
   * @throws RefusedAddressException when it may never be asked
   */
  public void check(URI url) {
    if (url.getHost() == null) {
      throw new RefusedAddressException(Reason.NO_HOST);
    }
    int port = port(url);
    if (port < 1 || port > MAX_PORT) {
      throw new RefusedAddressException(Reason.PORT);
    }
    if (!isHttps(url) && !isListed(url.getHost(), port)) {
      throw new RefusedAddressException(Reason.NOT_HTTPS);
    }
  }

  static int port(URI url) {
    return url.getPort() != -1 ? url.getPort() : isHttps(url) ? HTTPS_PORT : HTTP_PORT;
  }

  private static boolean isHttps(URI url) {
    return "https".equalsIgnoreCase(url.getScheme());
  }

  /**
   * The addresses to connect to, all of them public unless the host is listed.
   *
   * @throws RefusedAddressException when one is not
   */
  @Override
  public List<InetSocketAddress> resolve(String host, int port) throws UnknownHostException {
    InetAddress[] addresses = addresses(host);
    if (!isListed(host, port) && !Stream.of(addresses).allMatch(PublicAddresses::contains)) {
      throw new RefusedAddressException(Reason.NOT_PUBLIC);
    }
    return Stream.of(addresses).map(address -> new InetSocketAddress(address, port)).toList();
  }

  /** The same for the host of an address. */
  public List<InetSocketAddress> resolve(URI url) throws UnknownHostException {
    return resolve(url.getHost(), port(url));
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
    return listed.contains(name) || listed.contains(name + ":" + port);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
