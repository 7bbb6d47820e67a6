package dev.hark.embedding.onnx;

import ai.onnxruntime.OrtException;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingSpace;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Embeds with a model in this process. */
public final class OnnxEmbedder implements Embedder {
  private static final int BATCH = 4;

  private final EmbeddingSpace space;
  private final ModelSettings settings;
  private final TokenWindows tokens;
  private final OnnxModel model;
  private final ExecutorService runs;

  OnnxEmbedder(ModelFiles files, int threads) throws IOException, OrtException {
    System.setProperty("ai.djl.offline", "true");
    this.settings = files.settings();
    this.tokens = new TokenWindows(files.tokenizer().read(), settings.maxTokens());
    this.model = new OnnxModel(files.model().read(), settings.pooling());
    this.runs =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("embedding-", 0).factory());
    this.space = new EmbeddingSpace(files.name(), embedQuery("").length);
  }

  /** The model that comes with Hark. */
  public static Embedder builtin(int threads) {
    try {
      return new OnnxEmbedder(ModelFiles.builtin(), threads);
    } catch (IOException | OrtException e) {
      throw new IllegalStateException("cannot load the built-in embedding model", e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public float[] embedQuery(String text) {
    return embed(settings.queryPrefix(), List.of(text)).getFirst();
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return embed(settings.passagePrefix(), texts);
  }

  private List<float[]> embed(String prefix, List<String> texts) {
    List<List<long[]>> windows = texts.stream().map(text -> tokens.of(prefix, text)).toList();
    List<float[]> vectors = vectors(windows.stream().flatMap(List::stream).toList());
    List<float[]> embeddings = new ArrayList<>();
    int next = 0;
    for (List<long[]> own : windows) {
      List<float[]> parts = vectors.subList(next, next + own.size());
      embeddings.add(
          own.size() == 1
              ? parts.getFirst()
              : UnitVector.mean(parts, own.stream().map(ids -> ids.length).toList()));
      next += own.size();
    }
    return embeddings;
  }

  private List<float[]> vectors(List<long[]> windows) {
    List<Integer> order =
        IntStream.range(0, windows.size())
            .boxed()
            .sorted(Comparator.comparingInt(i -> windows.get(i).length))
            .toList();
    List<Future<List<float[]>>> batches = new ArrayList<>();
    for (int from = 0; from < order.size(); from += BATCH) {
      List<long[]> batch =
          order.subList(from, Math.min(from + BATCH, order.size())).stream()
              .map(windows::get)
              .toList();
      batches.add(runs.submit(() -> model.run(batch)));
    }
    float[][] vectors = new float[windows.size()][];
    int next = 0;
    for (Future<List<float[]>> batch : batches) {
      for (float[] vector : result(batch)) {
        vectors[order.get(next++)] = vector;
      }
    }
    return List.of(vectors);
  }

  private static List<float[]> result(Future<List<float[]>> batch) {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EmbeddingFailedException("interrupted while embedding", e);
    } catch (ExecutionException e) {
      throw new EmbeddingFailedException("the embedding model failed", e);
    }
  }

  @Override
  public void close() {
    runs.close();
    model.close();
    tokens.close();
  }
}
