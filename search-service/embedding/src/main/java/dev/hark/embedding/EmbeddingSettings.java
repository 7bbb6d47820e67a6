package dev.hark.embedding;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/** Settings as text, read into a configuration. */
record EmbeddingSettings(Map<String, String> values) {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);

  /** About 500 tokens of English, what the smaller models read. */
  private static final int DEFAULT_MAX_CHARACTERS = 2_000;

  EmbeddingConfiguration read() {
    EmbeddingConfiguration defaults = EmbeddingConfiguration.of(model());
    return new EmbeddingConfiguration(
        defaults.model(),
        number("threads", defaults.threads()),
        number("nice", defaults.nice()),
        number("cached-queries", defaults.cachedQueries()));
  }

  private EmbeddingModel model() {
    String provider = text("provider").orElse("builtin");
    return switch (provider) {
      case "builtin" -> new EmbeddingModel.BuiltIn();
      case "onnx" -> new EmbeddingModel.OnnxFolder(folder(), text("model"));
      case "http" -> server();
      default ->
          throw new IllegalArgumentException(
              "embedding provider must be builtin, onnx or http, not " + provider);
    };
  }

  private Path folder() {
    Path folder = Path.of(required("folder"));
    if (!Files.isDirectory(folder)) {
      throw new IllegalArgumentException(
          "embedding folder is no folder: "
              + folder
              + ". It must hold model.onnx and tokenizer.json");
    }
    return folder;
  }

  private EmbeddingModel server() {
    return new EmbeddingModel.HttpServer(
        baseUrl(),
        required("model"),
        text("api-key"),
        number("dimension", 0),
        values.getOrDefault("query-prefix", ""),
        values.getOrDefault("passage-prefix", ""),
        number("max-characters", DEFAULT_MAX_CHARACTERS),
        timeout());
  }

  private URI baseUrl() {
    String value = required("base-url");
    URI url = URI.create(value);
    if (url.getHost() == null
        || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
      throw new IllegalArgumentException(
          "embedding base-url must be an http or https address such as"
              + " http://127.0.0.1:8000/v1, not "
              + value);
    }
    return url;
  }

  private Duration timeout() {
    Optional<String> value = text("timeout");
    try {
      return value.map(Duration::parse).orElse(DEFAULT_TIMEOUT);
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "embedding timeout must be a duration such as PT30S, not " + value.orElseThrow(), e);
    }
  }

  private int number(String key, int absent) {
    Optional<String> value = text(key);
    try {
      return value.map(Integer::parseInt).orElse(absent);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "embedding " + key + " must be a whole number, not " + value.orElseThrow(), e);
    }
  }

  private String required(String key) {
    return text(key)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "embedding "
                        + key
                        + " must be set for provider "
                        + text("provider").orElse("")));
  }

  private Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key))
        .map(String::strip)
        .filter(value -> !value.isEmpty());
  }
}
