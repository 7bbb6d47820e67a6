package dev.hark.embedding;

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
    return switch (configuration.model()) {
      case EmbeddingModel.BuiltIn model -> OnnxEmbedder.builtin(configuration.threads());
      case EmbeddingModel.OnnxFolder folder -> throw new UnsupportedOperationException();
      case EmbeddingModel.HttpServer server -> throw new UnsupportedOperationException();
    };
  }
}
