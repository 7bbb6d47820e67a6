package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelFailure;
import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches one answer: ends it when it takes too long, and keeps the first reason why it failed. The
 * answer's own thread reports what happens; a second thread waits.
 */
final class StreamWatch implements AutoCloseable {
  /** The watch of the answer that this thread works on. */
  static final ScopedValue<StreamWatch> CURRENT = ScopedValue.newInstance();

  private final LateTexts texts = new LateTexts();
  private final ProviderSettings.Timeouts timeouts;
  private final long end;
  private long deadline;
  private boolean begun;
  private boolean blocked;
  private boolean closed;
  private String waitsFor = "the first word";
  private @Nullable Closeable stream;
  private @Nullable Runnable reader;
  private @Nullable ModelFailure failure;

  private StreamWatch(ProviderSettings.Timeouts timeouts) {
    this.timeouts = timeouts;
    long now = System.nanoTime();
    this.end = now + timeouts.whole().toNanos();
    this.deadline = Math.min(end, now + timeouts.firstToken().toNanos());
  }

  static StreamWatch begin(ProviderSettings.Timeouts timeouts) {
    StreamWatch watch = new StreamWatch(timeouts);
    Thread.ofVirtual().name("answer-watch").start(watch::waitForDeadline);
    return watch;
  }

  /** What is put into the request when it is sent. */
  LateTexts texts() {
    return texts;
  }

  /**
   * There is an answer.
   *
   * @param source closed when the time is up
   * @param how reads it to its end
   */
  synchronized void reading(Closeable source, Runnable how) {
    stream = source;
    reader = how;
    if (failure != null) {
      close(source);
    }
  }

  /** Reads the answer, if there is one, on this thread. */
  void read() {
    Runnable how;
    synchronized (this) {
      how = reader;
    }
    if (how != null) {
      how.run();
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
  public synchronized void close() {
    closed = true;
    notifyAll();
  }

  private void waitAgain(Duration time, String what) {
    if (System.nanoTime() >= deadline) {
      // Whether it came too late does not depend on when the waiting thread gets to run.
      failTooLate();
      return;
    }
    long before = deadline;
    deadline = Math.min(end, System.nanoTime() + time.toNanos());
    waitsFor = deadline == end ? "the end" : what;
    if (deadline < before) {
      notifyAll();
    }
  }

  private void failTooLate() {
    fail(new ModelFailure.TimedOut("waited too long for " + waitsFor));
  }

  /** Sleeps until the deadline, and is woken when it comes nearer. */
  private synchronized void waitForDeadline() {
    try {
      while (!closed && System.nanoTime() < deadline) {
        TimeUnit.NANOSECONDS.timedWait(this, deadline - System.nanoTime());
      }
      if (!closed) {
        failTooLate();
        if (stream != null) {
          close(stream);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  static void close(Closeable source) {
    try {
      source.close();
    } catch (IOException e) {
      // It is of no use any more either way.
    }
  }
}
