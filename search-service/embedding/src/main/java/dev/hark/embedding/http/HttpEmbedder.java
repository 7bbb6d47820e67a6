package dev.hark.embedding.http;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingModel;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.embedding.UnitVector;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;

/** Embeds with a model behind a server. The server is not asked before the first text comes. */
public final class HttpEmbedder implements Embedder {
  /** What the strictest of the common servers takes at once by default. */
  private static final int TEXTS_PER_REQUEST = 32;

  private final EmbeddingModel.HttpServer server;
  private final HttpClient client;
  private final EmbeddingsCall call;

  public HttpEmbedder(EmbeddingModel.HttpServer server) {
    this.server = server;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(server.timeout())
            .build();
    this.call = new EmbeddingsCall(client, server);
  }

  /** Prefixes move the vectors, so they are part of the name where there are any. */
  @Override
  public EmbeddingSpace space() {
    String prefixes = server.queryPrefix() + "|" + server.passagePrefix();
    String name = prefixes.equals("|") ? server.model() : server.model() + " (" + prefixes + ")";
    return new EmbeddingSpace(name, server.dimension());
  }

  @Override
  public float[] embedQuery(String text) {
    return embed(server.queryPrefix(), List.of(text)).getFirst();
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return embed(server.passagePrefix(), texts);
  }

  private List<float[]> embed(String prefix, List<String> texts) {
    List<List<String>> parts =
        texts.stream().map(text -> TextParts.of(text, server.maxCharacters())).toList();
    List<float[]> vectors =
        vectors(parts.stream().flatMap(List::stream).map(part -> prefix + part).toList());
    List<float[]> embeddings = new ArrayList<>(texts.size());
    int next = 0;
    for (List<String> own : parts) {
      embeddings.add(
          UnitVector.mean(
              vectors.subList(next, next + own.size()), own.stream().map(String::length).toList()));
      next += own.size();
    }
    return embeddings;
  }

  private List<float[]> vectors(List<String> texts) {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += TEXTS_PER_REQUEST) {
      List<String> batch = texts.subList(from, Math.min(from + TEXTS_PER_REQUEST, texts.size()));
      vectors.addAll(
          new EmbeddingsAnswer(call.send(batch), batch.size(), server.dimension()).vectors());
    }
    return vectors;
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
