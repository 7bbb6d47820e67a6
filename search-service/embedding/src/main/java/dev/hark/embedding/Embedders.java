package dev.hark.embedding;

import dev.hark.embedding.cache.QueryCache;
import dev.hark.embedding.http.HttpEmbedder;
import dev.hark.embedding.onnx.OnnxEmbedder;

/** Makes the embedder that a configuration asks for. */
public final class Embedders {
  private Embedders() {}

  /**
   * Loads the model. Takes a second for models that run in this process.
   *
   * @throws IllegalArgumentException when the model's files do not fit, saying what to do
   */
  public static Embedder create(EmbeddingConfiguration configuration) {
    Embedder embedder = model(configuration);
    return configuration.cachedQueries() == 0
        ? embedder
        : new QueryCache(embedder, configuration.cachedQueries());
  }

  private static Embedder model(EmbeddingConfiguration configuration) {
    return switch (configuration.model()) {
      case EmbeddingModel.BuiltIn _ ->
          OnnxEmbedder.builtin(configuration.threads(), configuration.nice());
      case EmbeddingModel.OnnxFolder folder ->
          OnnxEmbedder.folder(folder, configuration.threads(), configuration.nice());
      case EmbeddingModel.HttpServer server -> new HttpEmbedder(server);
    };
  }
}
