package dev.hark.embedding.onnx;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.embedding.onnx.ModelFiles.ModelSettings;
import dev.hark.embedding.onnx.ModelFiles.Pooling;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A folder with {@code model.onnx}, {@code tokenizer.json} and perhaps {@code hark-embedding.json}.
 */
record ModelFolder(Path folder) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
          .build();

  /** What the file of settings says; what it leaves out is null. */
  private record Settings(
      @Nullable String queryPrefix,
      @Nullable String passagePrefix,
      @Nullable Pooling pooling,
      @Nullable Integer maxTokens) {
    ModelSettings complete() {
      return new ModelSettings(
          queryPrefix == null ? "" : queryPrefix,
          passagePrefix == null ? "" : passagePrefix,
          pooling == null ? Pooling.MEAN : pooling,
          maxTokens == null ? 512 : maxTokens);
    }
  }

  /** Everything there is to know of it. Without a name its content names it. */
  ModelFiles files(Optional<String> name) throws IOException {
    Path model = required("model.onnx");
    Path tokenizer = required("tokenizer.json");
    ModelSettings settings = settings();
    return new ModelFiles(
        name.isPresent() ? name.get() : "onnx-" + hash(model, tokenizer, settings),
        (environment, options) -> environment.createSession(model.toString(), options),
        () -> Files.newInputStream(tokenizer),
        settings);
  }

  private Path required(String name) {
    Path file = folder.resolve(name);
    if (!Files.isReadable(file)) {
      throw new IllegalArgumentException(
          "cannot read "
              + file
              + ": the embedding folder must hold model.onnx and tokenizer.json, as an export for"
              + " feature extraction writes them");
    }
    return file;
  }

  private ModelSettings settings() throws IOException {
    Path file = folder.resolve("hark-embedding.json");
    if (!Files.exists(file)) {
      return new Settings(null, null, null, null).complete();
    }
    try {
      return JSON.readValue(file.toFile(), Settings.class).complete();
    } catch (JacksonException | IllegalArgumentException e) {
      throw new IllegalArgumentException(
          file
              + " must be an object of query_prefix, passage_prefix, pooling (mean or cls) and"
              + " max_tokens: "
              + e.getMessage(),
          e);
    }
  }

  private static String hash(Path model, Path tokenizer, ModelSettings settings)
      throws IOException {
    MessageDigest digest = sha256();
    try (OutputStream out = new DigestOutputStream(OutputStream.nullOutputStream(), digest)) {
      Files.copy(model, out);
      Files.copy(tokenizer, out);
    }
    digest.update(settings.toString().getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest(), 0, 8);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
