package dev.hark.embedding.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One request to the server. What it answers with is never put into a message: it may quote the
 * texts.
 */
final class EmbeddingsCall {
  /** 32 vectors of 4,096 numbers are 2 MB as JSON. */
  private static final long MAX_ANSWER_BYTES = 64L << 20;

  private static final JsonMapper JSON = new JsonMapper();

  private final HttpClient client;
  private final EmbeddingModel.HttpServer server;
  private final URI address;

  EmbeddingsCall(HttpClient client, EmbeddingModel.HttpServer server) {
    this.client = client;
    this.server = server;
    this.address = URI.create(server.baseUrl().toString().replaceFirst("/+$", "") + "/embeddings");
  }

  /** The answer's JSON for these texts. */
  JsonNode send(List<String> texts) {
    HttpResponse<byte[]> response = await(request(texts));
    int status = response.statusCode();
    if (status != 200) {
      throw new EmbeddingFailedException(
          "the embeddings server " + address + " answered " + status + ": " + advice(status));
    }
    try {
      return JSON.readTree(response.body());
    } catch (IOException e) {
      throw new EmbeddingFailedException(
          "the embeddings server " + address + " did not answer with JSON");
    }
  }

  private static String advice(int status) {
    return switch (status) {
      case 401, 403 -> "check the key (HARK_EMBEDDING_API_KEY)";
      case 404 -> "check the address and the model (HARK_EMBEDDING_BASE_URL, HARK_EMBEDDING_MODEL)";
      case 429 -> "it is asked too often; this is tried again";
      default -> status < 500 ? "it does not take this request" : "it fails; this is tried again";
    };
  }

  private HttpRequest request(List<String> texts) {
    ObjectNode body = JSON.createObjectNode().put("model", server.model());
    texts.forEach(body.putArray("input")::add);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(address)
            .header("Content-Type", "application/json")
            .timeout(server.timeout())
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()));
    server.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
    return request.build();
  }

  /** The client's own time-out ends with the headers; this one covers the body too. */
  private HttpResponse<byte[]> await(HttpRequest request) {
    CompletableFuture<HttpResponse<byte[]>> answer =
        client.sendAsync(
            request,
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofByteArray(), MAX_ANSWER_BYTES));
    try {
      return answer.get(server.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingFailedException("interrupted while embedding", e);
    } catch (TimeoutException e) {
      throw new EmbeddingFailedException(
          "the embeddings server " + address + " gave no answer within " + server.timeout(), e);
    } catch (ExecutionException e) {
      throw new EmbeddingFailedException("cannot reach the embeddings server " + address, e);
    } finally {
      answer.cancel(true);
    }
  }
}
