package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.ReplaceTranscript;
import dev.hark.search.index.ReplaceTranscript.Opening;
import dev.hark.search.index.TranscriptWriter;
import io.grpc.stub.StreamObserver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One transcript on its way in. gRPC asks for the next message only when the one before has been
 * taken, and taking one blocks while a batch is written: so no more than a batch and gRPC's own
 * window are ever in memory.
 */
final class TranscriptStream implements StreamObserver<ReplaceTranscriptRequest> {
  private static final Logger LOG = LoggerFactory.getLogger(TranscriptStream.class);
  private static final String RPC = "ReplaceTranscript";

  private final ReplaceTranscript replace;
  private final Runnable gate;
  private final StreamObserver<ReplaceTranscriptResponse> out;
  private Caller caller = Caller.getDefaultInstance();
  private @Nullable TranscriptWriter writer;
  private boolean answered;

  TranscriptStream(
      ReplaceTranscript replace, Runnable gate, StreamObserver<ReplaceTranscriptResponse> out) {
    this.replace = replace;
    this.gate = gate;
    this.out = out;
  }

  @Override
  public void onNext(ReplaceTranscriptRequest request) {
    guarded(() -> take(request));
  }

  private void take(ReplaceTranscriptRequest request) {
    switch (request.getPartCase()) {
      case HEADER -> open(request);
      case CHUNK -> {
        var chunk = request.getChunk();
        opened().add(FromProto.chunk(chunk), embedding(chunk)).ifPresent(this::answer);
      }
      case PART_NOT_SET -> throw UnacceptableException.field("part", "is required");
    }
  }

  private static float[] embedding(TranscriptChunk chunk) {
    float[] numbers = new float[chunk.getEmbeddingCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = chunk.getEmbedding(i);
    }
    return numbers;
  }

  private void open(ReplaceTranscriptRequest request) {
    if (writer != null) {
      throw UnacceptableException.field("header", "comes once");
    }
    caller = request.getHeader().getCaller();
    gate.run();
    switch (replace.open(FromProto.header(request.getHeader()))) {
      case Opening.Accepting accepting -> writer = accepting.writer();
      case Opening.Decided decided -> answer(decided.outcome());
    }
  }

  private TranscriptWriter opened() {
    if (writer == null) {
      throw UnacceptableException.field("header", "must be the first message");
    }
    return writer;
  }

  @Override
  public void onCompleted() {
    guarded(() -> answer(opened().complete()));
  }

  @Override
  public void onError(Throwable t) {
    if (!answered) {
      answered = true;
      Answers.logged(caller, () -> LOG.info("{}: the sender gave up", RPC));
      close();
    }
  }

  private void answer(WriteOutcome outcome) {
    var result = ToProto.result(outcome);
    answered = true;
    close();
    out.onNext(ReplaceTranscriptResponse.newBuilder().setResult(result).build());
    out.onCompleted();
  }

  /** After the answer the sender may not have stopped yet: what still comes is let fall. */
  private void guarded(Runnable step) {
    if (answered) {
      return;
    }
    try {
      step.run();
    } catch (UnacceptableException e) {
      fail(withdrawn(e));
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** A sender that is told to give up will not come again: nothing of it is left here. */
  private RuntimeException withdrawn(UnacceptableException refusal) {
    try {
      if (writer != null) {
        writer.abandon();
      }
      return refusal;
    } catch (RuntimeException e) {
      return e;
    }
  }

  private void fail(RuntimeException failure) {
    answered = true;
    close();
    Answers.logged(caller, () -> out.onError(Failures.status(RPC, failure)));
  }

  /** One that cannot be closed is left to the end of its lease: the answer holds all the same. */
  private void close() {
    try {
      if (writer != null) {
        writer.close();
      }
    } catch (RuntimeException e) {
      Answers.logged(caller, () -> LOG.warn("{}: a lease is left to its end", RPC, e));
    }
  }
}
