package dev.hark.embedding;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Which model embeds, and where it runs. */
public sealed interface EmbeddingModel {
  /** e5-small-v2 (int8), which comes with Hark and runs in this process. */
  record BuiltIn() implements EmbeddingModel {}

  /**
   * Any ONNX model with its Hugging Face tokenizer, run in this process.
   *
   * @param folder holds model.onnx and tokenizer.json, and hark-embedding.json where the model
   *     needs prefixes or another pooling
   * @param name the model's id in the index; without one it is derived from the files' content
   */
  record OnnxFolder(Path folder, Optional<String> name) implements EmbeddingModel {}

  /**
   * A server that speaks OpenAI's {@code POST /embeddings}.
   *
   * @param baseUrl what stands before {@code /embeddings}
   * @param model as the server names it
   * @param apiKey sent as bearer token
   * @param dimension numbers in each of the model's vectors
   * @param queryPrefix put before every query, such as {@code "query: "}
   * @param passagePrefix put before every passage
   * @param maxCharacters a longer text is sent in parts, since servers may cut it silently
   * @param timeout for one request
   */
  record HttpServer(
      URI baseUrl,
      String model,
      Optional<String> apiKey,
      int dimension,
      String queryPrefix,
      String passagePrefix,
      int maxCharacters,
      Duration timeout)
      implements EmbeddingModel {
    /** A few words; less would cut everything to pieces. */
    private static final int LEAST_CHARACTERS = 100;

    public HttpServer {
      if (model.isBlank()) {
        throw new IllegalArgumentException("the http embedding provider needs the model's name");
      }
      if (dimension < 1) {
        throw new IllegalArgumentException(
            "the http embedding provider needs its model's dimension, at least 1, not "
                + dimension);
      }
      if (maxCharacters < LEAST_CHARACTERS) {
        throw new IllegalArgumentException(
            "max characters must be at least " + LEAST_CHARACTERS + ", not " + maxCharacters);
      }
      if (timeout.isNegative() || timeout.isZero()) {
        throw new IllegalArgumentException("timeout must be positive, not " + timeout);
      }
    }

    /** Without the key. */
    @Override
    public String toString() {
      return "HttpServer[" + baseUrl + ", " + model + ", dimension " + dimension + "]";
    }
  }
}
