package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelFailure;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches one answer: ends it when it takes too long, and keeps the first reason why it failed. The
 * answer's own thread reports what happens; a second thread waits.
 */
final class StreamWatch implements AutoCloseable {
  /** The watch of the answer that this thread works on. */
  static final ScopedValue<StreamWatch> CURRENT = ScopedValue.newInstance();

  private final ProviderSettings.Timeouts timeouts;
  private final long end;
  private final Thread waiter;
  private long deadline;
  private boolean begun;
  private boolean blocked;
  private boolean closed;
  private String waitsFor = "the first word";
  private @Nullable Closeable stream;
  private @Nullable ModelFailure failure;

  private StreamWatch(ProviderSettings.Timeouts timeouts) {
    this.timeouts = timeouts;
    long now = System.nanoTime();
    this.end = now + timeouts.whole().toNanos();
    this.deadline = Math.min(end, now + timeouts.firstToken().toNanos());
    this.waiter = Thread.ofVirtual().name("answer-watch").unstarted(this::waitForDeadline);
  }

  static StreamWatch begin(ProviderSettings.Timeouts timeouts) {
    StreamWatch watch = new StreamWatch(timeouts);
    watch.waiter.start();
    return watch;
  }

  /** What to close when the time is up; a second one replaces the first. */
  synchronized void reading(Closeable source) {
    stream = source;
    if (failure != null) {
      close(source);
    }
  }

  /** Something came that is no word. */
  synchronized void event() {
    if (begun) {
      waitAgain(timeouts.betweenTokens(), "the next word");
    }
  }

  synchronized void word() {
    begun = true;
    waitAgain(timeouts.betweenTokens(), "the next word");
  }

  /** The provider did not take the question because of what is in it. */
  synchronized void blocked() {
    blocked = true;
  }

  synchronized boolean isBlocked() {
    return blocked;
  }

  synchronized void fail(ModelFailure reason) {
    if (failure == null) {
      failure = reason;
    }
  }

  synchronized Optional<ModelFailure> failure() {
    return Optional.ofNullable(failure);
  }

  /** What is left until the time is up. */
  synchronized Duration left() {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    waiter.interrupt();
  }

  private void waitAgain(Duration time, String what) {
    deadline = Math.min(end, System.nanoTime() + time.toNanos());
    waitsFor = deadline == end ? "the end" : what;
  }

  private void waitForDeadline() {
    try {
      while (!expired()) {
        Thread.sleep(left());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean expired() {
    if (closed) {
      return true;
    }
    if (System.nanoTime() < deadline) {
      return false;
    }
    fail(new ModelFailure.TimedOut("waited too long for " + waitsFor));
    if (stream != null) {
      close(stream);
    }
    return true;
  }

  private static void close(Closeable source) {
    try {
      source.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
