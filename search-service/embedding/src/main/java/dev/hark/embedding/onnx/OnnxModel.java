package dev.hark.embedding.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One loaded model, shared by all threads: a batch of token lists in, a unit vector each out. */
final class OnnxModel implements AutoCloseable {
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Pooling pooling;

  OnnxModel(byte[] model, Pooling pooling) throws OrtException {
    this.environment = OrtEnvironment.getEnvironment();
    this.pooling = pooling;
    try (OrtSession.SessionOptions options = options()) {
      this.session = environment.createSession(model, options);
    }
  }

  private static OrtSession.SessionOptions options() throws OrtException {
    OrtSession.SessionOptions options = new OrtSession.SessionOptions();
    options.setOptimizationLevel(OrtSession.SessionOptions.OptLevel.ALL_OPT);
    options.setIntraOpNumThreads(1);
    options.setInterOpNumThreads(1);
    options.setCPUArenaAllocator(false);
    options.setMemoryPatternOptimization(false);
    return options;
  }

  /** Vectors in the order of the batch. Shorter texts are padded to the longest and masked. */
  List<float[]> run(List<long[]> batch) throws OrtException {
    int width = batch.stream().mapToInt(ids -> ids.length).max().orElseThrow();
    Map<String, OnnxTensor> inputs = new HashMap<>();
    try {
      inputs.put("input_ids", tensor(batch, width, true));
      inputs.put("attention_mask", tensor(batch, width, false));
      inputs.put(
          "token_type_ids",
          OnnxTensor.createTensor(
              environment,
              LongBuffer.allocate(batch.size() * width),
              new long[] {batch.size(), width}));
      try (OrtSession.Result result = session.run(inputs)) {
        return pooled((OnnxTensor) result.get(0), batch, width);
      }
    } finally {
      inputs.values().forEach(OnnxTensor::close);
    }
  }

  private OnnxTensor tensor(List<long[]> batch, int width, boolean ids) throws OrtException {
    LongBuffer buffer = LongBuffer.allocate(batch.size() * width);
    for (int row = 0; row < batch.size(); row++) {
      for (int i = 0; i < batch.get(row).length; i++) {
        buffer.put(row * width + i, ids ? batch.get(row)[i] : 1);
      }
    }
    return OnnxTensor.createTensor(environment, buffer, new long[] {batch.size(), width});
  }

  private List<float[]> pooled(OnnxTensor output, List<long[]> batch, int width) {
    int dimension = (int) output.getInfo().getShape()[2];
    var vectors = output.getFloatBuffer();
    List<float[]> pooled = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      pooled.add(pooling.pool(vectors, row * width * dimension, batch.get(row).length, dimension));
    }
    return pooled;
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException("cannot close the embedding model", e);
    }
  }
}
