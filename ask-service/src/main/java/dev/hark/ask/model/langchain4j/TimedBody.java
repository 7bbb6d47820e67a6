package dev.hark.ask.model.langchain4j;

import java.io.Closeable;
import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The body of an answer, whose reader waits no longer than it wants to. For one reader. */
final class TimedBody implements BodySubscriber<TimedBody>, Closeable {
  /** How long a server is given to end what is over, so that its connection can be used again. */
  private static final long DRAIN_MILLIS = 500;

  /** What came from the connection. */
  private sealed interface Signal {
    record Bytes(List<ByteBuffer> buffers) implements Signal {}

    record End(@Nullable Throwable failure) implements Signal {}
  }

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
  private Iterator<ByteBuffer> buffers = List.<ByteBuffer>of().iterator();
  private ByteBuffer buffer = ByteBuffer.allocate(0);
  private volatile boolean drained;
  private boolean ended;

  /**
   * The next byte, or -1 at the end.
   *
   * @throws TimeoutException when none has come in time
   */
  int read(Deadline deadline) throws IOException, TimeoutException {
    while (!buffer.hasRemaining() && !ended) {
      if (buffers.hasNext()) {
        buffer = buffers.next();
      } else {
        take(deadline);
      }
    }
    return ended ? -1 : buffer.get() & 0xff;
  }

  private void take(Deadline deadline) throws IOException, TimeoutException {
    switch (signal(deadline)) {
      case Signal.Bytes bytes -> {
        buffers = bytes.buffers().iterator();
        subscription.join().request(1);
      }
      case Signal.End(@Nullable Throwable failure) -> {
        ended = true;
        if (failure != null) {
          throw new IOException("the stream broke off: " + failure.getClass().getSimpleName());
        }
      }
    }
  }

  private Signal signal(Deadline deadline) throws IOException, TimeoutException {
    try {
      Signal signal = signals.poll();
      if (signal == null) {
        signal = signals.poll(deadline.left(), TimeUnit.NANOSECONDS);
      }
      if (signal == null || deadline.over()) {
        throw new TimeoutException();
      }
      return signal;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Nothing more is wanted, but an end may come soon: the connection can be used again then. */
  void drain() {
    if (!ended) {
      drained = true;
      signals.clear();
      subscription.join().request(Long.MAX_VALUE);
      CompletableFuture.delayedExecutor(DRAIN_MILLIS, TimeUnit.MILLISECONDS)
          .execute(subscription.join()::cancel);
    }
  }

  /** Nothing more is wanted: the connection is closed unless it is being drained. */
  @Override
  public void close() {
    if (!drained) {
      subscription.join().cancel();
    }
  }

  @Override
  public CompletionStage<TimedBody> getBody() {
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void onSubscribe(Flow.Subscription given) {
    subscription.complete(given);
    given.request(1);
  }

  @Override
  public void onNext(List<ByteBuffer> given) {
    if (!drained) {
      signals.add(new Signal.Bytes(given));
    }
  }

  @Override
  public void onError(Throwable failure) {
    signals.add(new Signal.End(failure));
  }

  @Override
  public void onComplete() {
    signals.add(new Signal.End(null));
  }
}
