package dev.hark.gateway.http;

import io.micronaut.http.HttpRequest;
import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a request came from: the address of the connection or, when that is a configured proxy's,
 * the last one that {@code X-Forwarded-For} names and that is no such proxy. Of IPv6 the network of
 * 64 bits, as one client has all of it.
 */
public final class RequestSource {
  /** Never the client's: {@link RequestGate} removes what came from outside. */
  static final String HEADER = "X-Hark-Source";

  private static final String UNKNOWN = "unknown";
  private static final int NETWORK_BYTES = 8;

  private final List<IpSubnetFilterRule> proxies;

  /**
   * @param proxies addresses, or networks such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException for one that is neither
   */
  RequestSource(List<String> proxies) {
    this.proxies = proxies.stream().map(RequestSource::network).toList();
  }

  /** As the gate has found it. */
  public static String of(HttpRequest<?> request) {
    return request.getHeaders().get(HEADER, String.class, UNKNOWN);
  }

  /**
   * The source as text that is the same for the same client.
   *
   * @param peer of the connection
   * @param forwarded values of the header {@code X-Forwarded-For}, as they came
   */
  String find(@Nullable InetAddress peer, List<String> forwarded) {
    if (peer == null) {
      return UNKNOWN;
    }
    List<String> hops = new ArrayList<>();
    forwarded.forEach(value -> hops.addAll(Arrays.asList(value.split(",", -1))));
    InetAddress source = peer;
    while (isProxy(source) && !hops.isEmpty()) {
      InetAddress before = address(hops.removeLast().strip());
      if (before == null) {
        break;
      }
      source = before;
    }
    return text(source);
  }

  private boolean isProxy(InetAddress address) {
    return proxies.stream().anyMatch(rule -> rule.matches(new InetSocketAddress(address, 0)));
  }

  private static String text(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean isShort = bytes.length <= NETWORK_BYTES;
    return isShort
        ? address.getHostAddress()
        : NetUtil.bytesToIpAddress(Arrays.copyOf(Arrays.copyOf(bytes, NETWORK_BYTES), 16));
  }

  /** Null when it is none; names are never looked up. */
  private static @Nullable InetAddress address(String text) {
    byte @Nullable [] bytes = NetUtil.createByteArrayFromIpAddressString(text);
    try {
      return bytes == null ? null : InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  private static IpSubnetFilterRule network(String text) {
    int slash = text.indexOf('/');
    InetAddress address = address(slash < 0 ? text : text.substring(0, slash));
    if (address == null) {
      throw new IllegalArgumentException(
          "hark.connections.proxies: '%s' is no address and no network such as 10.0.0.0/8"
              .formatted(text));
    }
    int bits = 8 * address.getAddress().length;
    return new IpSubnetFilterRule(
        address,
        slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1)),
        IpFilterRuleType.ACCEPT);
  }
}
