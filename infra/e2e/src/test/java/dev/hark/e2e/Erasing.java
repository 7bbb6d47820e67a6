package dev.hark.e2e;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Clients that go on calling while something is deleted, and keep every answer to a request that
 * was sent after the deletion was answered.
 */
final class Erasing implements AutoCloseable {
  private final ConcurrentLinkedQueue<Gateway.Answer> after = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger before = new AtomicInteger();
  private final List<Thread> clients = new ArrayList<>();
  private volatile boolean deleted;
  private volatile boolean over;

  /** Each call is made again and again by a client of its own. */
  @SafeVarargs
  static Erasing whileCalling(Supplier<Gateway.Answer>... calls) {
    Erasing erasing = new Erasing();
    for (Supplier<Gateway.Answer> call : calls) {
      erasing.clients.add(Thread.ofVirtual().start(() -> erasing.goOn(call)));
    }
    return erasing;
  }

  private void goOn(Supplier<Gateway.Answer> call) {
    try {
      while (!over) {
        boolean sentAfter = deleted;
        Gateway.Answer answer = call.get();
        if (sentAfter) {
          after.add(answer);
        } else {
          before.incrementAndGet();
        }
      }
    } catch (RuntimeException e) {
      failures.add(e);
    }
  }

  int answersBefore() {
    return before.get();
  }

  /** From now on answers must hold nothing of it. */
  void deleted() {
    deleted = true;
  }

  List<Gateway.Answer> answersAfter() {
    return List.copyOf(after);
  }

  List<RuntimeException> failures() {
    return List.copyOf(failures);
  }

  @Override
  public void close() {
    end();
  }

  /** Waits for the answers that are on their way. */
  void end() {
    over = true;
    for (Thread client : clients) {
      try {
        client.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
