package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.indexing.EmbeddedChunk;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.indexer.indexing.grpc.GrpcRecordingIndex.Timeouts;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import io.grpc.Status;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * One stream of chunks. The sending thread waits whenever the transport has enough, so that memory
 * stays bounded; what it makes meanwhile is the next batch, while the transport sends the last one.
 */
final class ReplaceCall
    implements ClientResponseObserver<ReplaceTranscriptRequest, ReplaceTranscriptResponse> {
  private final Timeouts timeouts;
  private final CompletableFuture<Result> answer = new CompletableFuture<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable ClientCallStreamObserver<ReplaceTranscriptRequest> requests;

  ReplaceCall(Timeouts timeouts) {
    this.timeouts = timeouts;
  }

  @Override
  public void beforeStart(ClientCallStreamObserver<ReplaceTranscriptRequest> stream) {
    requests = stream;
    stream.setOnReadyHandler(this::signal);
  }

  /** Sends all, and gives the outcome as soon as there is one. */
  Result send(TranscriptHeader header, Iterator<EmbeddedChunk> chunks) {
    ClientCallStreamObserver<ReplaceTranscriptRequest> stream = stream();
    boolean finished = false;
    try {
      stream.onNext(Messages.header(header));
      while (chunks.hasNext() && awaitReady(stream)) {
        EmbeddedChunk chunk = chunks.next();
        if (!answer.isDone()) {
          stream.onNext(Messages.chunk(chunk));
        }
      }
      if (!answer.isDone()) {
        stream.onCompleted();
      }
      Result result = awaitAnswer();
      finished = answer.isDone();
      return result;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Result.RetryLater(RetryCause.INTERNAL, "interrupted");
    } finally {
      if (!finished) {
        stream.cancel("given up", null);
      }
    }
  }

  private ClientCallStreamObserver<ReplaceTranscriptRequest> stream() {
    if (requests == null) {
      throw new IllegalStateException("the call has not been started");
    }
    return requests;
  }

  /** Waits until the transport takes more; false when there is an answer or it takes too long. */
  private boolean awaitReady(ClientCallStreamObserver<ReplaceTranscriptRequest> stream)
      throws InterruptedException {
    long nanos = timeouts.stall().toNanos();
    lock.lockInterruptibly();
    try {
      while (!stream.isReady() && !answer.isDone()) {
        if (nanos <= 0) {
          answer.complete(stalled("took no chunk", timeouts.stall()));
          stream.cancel("stalled", null);
        } else {
          nanos = changed.awaitNanos(nanos);
        }
      }
      return !answer.isDone();
    } finally {
      lock.unlock();
    }
  }

  private Result awaitAnswer() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long nanos = timeouts.call().toNanos();
      while (!answer.isDone() && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      return answer.getNow(stalled("gave no answer", timeouts.call()));
    } finally {
      lock.unlock();
    }
  }

  private static Result stalled(String what, Duration time) {
    return new Result.RetryLater(
        RetryCause.SEARCH_SERVICE,
        "search-service %s for %d ms"
            .formatted(what, TimeUnit.NANOSECONDS.toMillis(time.toNanos())));
  }

  @Override
  public void onNext(ReplaceTranscriptResponse response) {
    answer.complete(Statuses.result(response.getResult()));
    signal();
  }

  @Override
  public void onError(Throwable failure) {
    answer.complete(Statuses.result(Status.fromThrowable(failure)));
    signal();
  }

  @Override
  public void onCompleted() {
    answer.complete(Statuses.result(Status.INTERNAL.withDescription("no answer")));
    signal();
  }

  private void signal() {
    lock.lock();
    try {
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
