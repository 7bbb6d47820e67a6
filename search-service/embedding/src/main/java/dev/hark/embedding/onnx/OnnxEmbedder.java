package dev.hark.embedding.onnx;

import ai.onnxruntime.OrtException;
import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.embedding.EmbeddingModel;
import dev.hark.embedding.EmbeddingSpace;
import dev.hark.embedding.UnitVector;
import dev.hark.embedding.onnx.ModelFiles.ModelSettings;
import dev.hark.runtime.thread.Niceness;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * Embeds with a model in this process.
 *
 * <p>All native calls are made by a few platform threads of its own: a virtual thread in native
 * code would hold on to its carrier, and there are only as many of those as cores.
 */
public final class OnnxEmbedder implements Embedder {
  /** Queries of more tokens take longer than 10 ms: they stand back for those that take less. */
  private static final int SHORT_QUERY = 64;

  private static final int FURTHER = 5;

  private final EmbeddingSpace space;
  private final ModelSettings settings;
  private final TokenWindows tokens;
  private final OnnxModel model;
  private final ExecutorService runs;
  private final ExecutorService longQueries;

  private OnnxEmbedder(
      ModelFiles files, TokenWindows tokens, OnnxModel model, int threads, int nice) {
    this.settings = files.settings();
    this.tokens = tokens;
    this.model = model;
    this.runs = threads("embedding-", threads, nice);
    this.longQueries = threads("embedding-query-", threads, Math.min(nice + FURTHER, 19));
    // The first run is slow and shows the dimension, so it is made here and not for somebody's
    // query.
    this.space = new EmbeddingSpace(files.name(), embedQuery("").length);
  }

  private static ExecutorService threads(String name, int threads, int nice) {
    return Executors.newFixedThreadPool(
        threads, Niceness.threads(Thread.ofPlatform().daemon().name(name, 0).factory(), nice));
  }

  /** The model that comes with Hark. */
  public static Embedder builtin(int threads) {
    return builtin(threads, 0);
  }

  /** The same, on threads that stand back for other work. */
  public static Embedder builtin(int threads, int nice) {
    return open(ModelFiles.builtin(), threads, nice);
  }

  /**
   * A model of the operator's.
   *
   * @throws IllegalArgumentException when its files do not fit, saying what to do
   */
  public static Embedder folder(EmbeddingModel.OnnxFolder model, int threads, int nice) {
    try {
      return open(new ModelFolder(model.folder()).files(model.name()), threads, nice);
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot read the model in " + model.folder(), e);
    }
  }

  private static Embedder open(ModelFiles files, int threads, int nice) {
    NativeLibraries.prepare();
    try (InputStream tokenizer = files.tokenizer().open()) {
      TokenWindows tokens = new TokenWindows(tokenizer, files.settings().maxTokens());
      return new OnnxEmbedder(files, tokens, new OnnxModel(files), threads, nice);
    } catch (IOException | OrtException e) {
      throw new IllegalArgumentException(
          "cannot load the embedding model " + files.name() + ": " + e.getMessage(), e);
    }
  }

  @Override
  public EmbeddingSpace space() {
    return space;
  }

  @Override
  public float[] embedQuery(String text) {
    return embed(settings.queryPrefix(), List.of(text), longQueries).getFirst();
  }

  @Override
  public List<float[]> embedPassages(List<String> texts) {
    return embed(settings.passagePrefix(), texts, runs);
  }

  /**
   * @param longOnes what batches are run by that are longer than a short query
   */
  private List<float[]> embed(String prefix, List<String> texts, ExecutorService longOnes) {
    List<List<long[]>> windows = result(start(runs, () -> tokens.of(prefix, texts)));
    float[][] vectors = vectors(windows.stream().flatMap(List::stream).toList(), longOnes);
    List<float[]> embeddings = new ArrayList<>(texts.size());
    int next = 0;
    for (List<long[]> own : windows) {
      List<float[]> parts = List.of(vectors).subList(next, next + own.size());
      embeddings.add(UnitVector.mean(parts, own.stream().map(ids -> ids.length).toList()));
      next += own.size();
    }
    return embeddings;
  }

  private float[][] vectors(List<long[]> windows, ExecutorService longOnes) {
    List<List<Integer>> batches = TokenBatches.of(windows);
    List<Future<List<float[]>>> started =
        batches.stream().map(batch -> start(pick(windows, batch), longOnes)).toList();
    try {
      float[][] vectors = new float[windows.size()][];
      for (int b = 0; b < batches.size(); b++) {
        List<float[]> found = result(started.get(b));
        for (int i = 0; i < found.size(); i++) {
          vectors[batches.get(b).get(i)] = found.get(i);
        }
      }
      return vectors;
    } finally {
      started.forEach(run -> run.cancel(false));
    }
  }

  private static List<long[]> pick(List<long[]> windows, List<Integer> places) {
    return places.stream().map(windows::get).toList();
  }

  private Future<List<float[]>> start(List<long[]> batch, ExecutorService longOnes) {
    boolean isShort = batch.stream().mapToInt(ids -> ids.length).sum() <= SHORT_QUERY;
    return start(isShort ? runs : longOnes, () -> model.run(batch));
  }

  private static <T> Future<T> start(ExecutorService threads, Callable<T> work) {
    try {
      return threads.submit(work);
    } catch (RejectedExecutionException e) {
      throw new EmbeddingFailedException("the embedder is closed", e);
    }
  }

  private static <T> T result(Future<T> run) {
    try {
      return run.get();
    } catch (InterruptedException e) {
      // Nobody waits for it any more.
      run.cancel(false);
      Thread.currentThread().interrupt();
      throw new EmbeddingFailedException("interrupted while embedding", e);
    } catch (ExecutionException e) {
      throw new EmbeddingFailedException("the embedding model failed", e);
    }
  }

  @Override
  public void close() {
    if (!runs.isShutdown()) {
      runs.close();
      longQueries.close();
      model.close();
      tokens.close();
    }
  }
}
