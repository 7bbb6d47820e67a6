package dev.hark.e2e;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever asks for a service's health learns which dependency is missing, and no size of a disk.
 */
class HealthDetailsTest {
  @ParameterizedTest
  @ValueSource(strings = {"gateway", "ask-service", "search-service/server", "indexer-worker"})
  void noServiceTellsOfItsDisks(String service) throws IOException {
    String configuration =
        Files.readString(
            Path.of("../..", service, "src/main/resources/application.yml").normalize());
    assertTrue(configuration.matches("(?s).*\n    disk-space:\n      enabled: false\n.*"), service);
  }
}
