package dev.hark.gateway.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestSourceTest {
  private final RequestSource source =
      new RequestSource(List.of("10.0.0.0/8", "192.0.2.9", "fd00::/8"));

  private static InetAddress address(String literal) throws UnknownHostException {
    return InetAddress.getByName(literal);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        // peer | X-Forwarded-For | source
        "203.0.113.5 | - | 203.0.113.5",
        // Nobody believes what a client says of itself.
        "203.0.113.5 | 198.51.100.1 | 203.0.113.5",
        "10.1.2.3 | 198.51.100.1 | 198.51.100.1",
        "192.0.2.9 | 198.51.100.1 | 198.51.100.1",
        "192.0.2.8 | 198.51.100.1 | 192.0.2.8",
        // The last one that is no proxy: what stands before it the client may have made up.
        "10.1.2.3 | 1.1.1.1, 198.51.100.1, 10.9.9.9 | 198.51.100.1",
        "10.1.2.3 | 10.9.9.9 | 10.9.9.9",
        "10.1.2.3 | nonsense | 10.1.2.3",
        "10.1.2.3 | 198.51.100.1, localhost | 10.1.2.3",
        "10.1.2.3 | '' | 10.1.2.3",
        // One client has a whole network of IPv6.
        "2001:db8:1:2:3:4:5:6 | - | 2001:db8:1:2::",
        "fd00::1 | 2001:db8:1:2:aaaa::1 | 2001:db8:1:2::",
        "10.1.2.3 | ::ffff:198.51.100.1 | 198.51.100.1",
      })
  void isTheLastAddressThatIsNoProxy(String peer, String forwarded, String expected)
      throws UnknownHostException {
    List<String> values = forwarded == null ? List.of() : List.of(forwarded);
    assertEquals(expected, source.find(address(peer), values));
  }

  @Test
  void aHeaderThatComesTwiceIsOne() throws UnknownHostException {
    assertEquals(
        "198.51.100.2",
        source.find(address("10.0.0.1"), List.of("198.51.100.1", "198.51.100.2, 10.0.0.7")));
  }

  @Test
  void withoutAnAddressAllAreOne() {
    assertEquals("unknown", source.find(null, List.of("198.51.100.1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"proxy.example", "10.0.0.0/x", "10.0.0.0/33", "10.0.0"})
  void whatIsNoNetworkIsRefusedAtTheStart(String proxy) {
    assertThrows(IllegalArgumentException.class, () -> new RequestSource(List.of(proxy)));
  }
}
