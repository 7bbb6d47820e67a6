package dev.hark.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EmbeddingConfigurationTest {
  private static final Map<String, String> SERVER =
      Map.of(
          "provider", "http",
          "base-url", "http://127.0.0.1:8000/v1",
          "model", "some-model",
          "api-key", "secret-key",
          "dimension", "768");

  @Test
  void takesTheBuiltInModelOnEveryCoreWhenNothingIsSet() {
    EmbeddingConfiguration configuration = EmbeddingConfiguration.from(Map.of("provider", " "));
    assertEquals(new EmbeddingModel.BuiltIn(), configuration.model());
    assertEquals(Runtime.getRuntime().availableProcessors(), configuration.threads());
    assertEquals(0, configuration.nice());
    assertEquals(1_000, configuration.cachedQueries());
  }

  @Test
  void readsAServer() {
    assertEquals(
        new EmbeddingModel.HttpServer(
            URI.create("http://127.0.0.1:8000/v1"),
            "some-model",
            Optional.of("secret-key"),
            768,
            "",
            "",
            2_000,
            Duration.ofSeconds(30)),
        EmbeddingConfiguration.from(SERVER).model());
  }

  @Test
  void readsAFolder(@TempDir Path folder) {
    Map<String, String> settings =
        Map.of("provider", "onnx", "folder", folder.toString(), "threads", "3", "nice", "7");
    EmbeddingConfiguration configuration = EmbeddingConfiguration.from(settings);
    assertEquals(new EmbeddingModel.OnnxFolder(folder, Optional.empty()), configuration.model());
    assertEquals(3, configuration.threads());
    assertEquals(7, configuration.nice());
  }

  @Test
  void neverShowsTheKey() {
    EmbeddingConfiguration configuration = EmbeddingConfiguration.from(SERVER);
    assertInstanceOf(EmbeddingModel.HttpServer.class, configuration.model());
    assertFalse(configuration.toString().contains("secret"));
  }

  /** settings.tsv: settings as key=value separated by semicolons, and what the message must say. */
  @ParameterizedTest
  @CsvFileSource(resources = "settings.tsv", delimiter = '\t', numLinesToSkip = 1)
  void saysWhatIsWrongWithASetting(String settings, String message) {
    Map<String, String> values =
        Arrays.stream(settings.split(";"))
            .map(setting -> setting.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    var e = assertThrows(IllegalArgumentException.class, () -> EmbeddingConfiguration.from(values));
    assertTrue(String.valueOf(e.getMessage()).contains(message), e.getMessage());
  }
}
