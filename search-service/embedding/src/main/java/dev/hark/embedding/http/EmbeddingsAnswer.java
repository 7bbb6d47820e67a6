package dev.hark.embedding.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.UnitVector;
import java.util.Arrays;
import java.util.List;

/**
 * A server's answer, believed only when it holds one vector of the right size for each text: a
 * vector of another model must not get into the index.
 */
record EmbeddingsAnswer(JsonNode json, int texts, int dimension) {
  /** Unit vectors in the order of the texts. */
  List<float[]> vectors() {
    JsonNode data = json.path("data");
    if (!data.isArray() || data.size() != texts) {
      throw new EmbeddingFailedException(
          "the embeddings server gave " + data.size() + " vectors for " + texts + " texts");
    }
    float[][] vectors = new float[texts][];
    for (int i = 0; i < texts; i++) {
      JsonNode item = data.get(i);
      vectors[place(item, i, vectors)] = vector(item.path("embedding"));
    }
    return Arrays.asList(vectors);
  }

  private int place(JsonNode item, int otherwise, float[][] taken) {
    int place = item.path("index").asInt(otherwise);
    if (place < 0 || place >= texts || taken[place] != null) {
      throw new EmbeddingFailedException(
          "the embeddings server gave index " + place + " twice or for no text");
    }
    return place;
  }

  private float[] vector(JsonNode numbers) {
    if (numbers.size() != dimension) {
      throw new EmbeddingFailedException(
          "the embeddings server gave a vector of "
              + numbers.size()
              + " numbers where "
              + dimension
              + " are configured: set HARK_EMBEDDING_DIMENSION to what the model gives");
    }
    float[] vector = new float[dimension];
    for (int i = 0; i < dimension; i++) {
      // Anything but a number counts as one that is none, which no unit vector can be made of.
      vector[i] = numbers.get(i).isNumber() ? numbers.get(i).floatValue() : Float.NaN;
    }
    return UnitVector.of(vector);
  }
}
