package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One policy for silent peers, whichever two services talk: no server punishes what comes. */
final class KeepAliveTest {
  private static final List<String> SERVICES =
      List.of("gateway", "ask-service", "search-service/server", "indexer-worker");

  @Test
  void allServicesAskSilentPeersAfterTheSameTime() throws IOException {
    for (String service : SERVICES) {
      List<String> lines = configuration(service);
      assertTrue(lines.contains("    keep-alive: 15s"), service);
      assertTrue(lines.contains("    keep-alive-timeout: 10s"), service);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ask-service", "search-service/server"})
  void serversPermitWhatIsAskedAndAskTheSame(String service) throws IOException {
    assertEquals(
        List.of(
            "    keep-alive-time: ${hark.internal.keep-alive}",
            "    keep-alive-timeout: ${hark.internal.keep-alive-timeout}",
            "    permit-keep-alive-time: ${hark.internal.keep-alive}",
            "    permit-keep-alive-without-calls: true"),
        configuration(service).stream()
            .filter(line -> line.contains("keep-alive-"))
            .limit(4)
            .toList());
  }

  private static List<String> configuration(String service) throws IOException {
    return Files.readAllLines(
        Path.of("../..", service, "src/main/resources/application.yml").normalize());
  }
}
