package dev.hark.bench.speed;

import dev.hark.bench.meeting.Question;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Several callers who ask at once, each with one question at a time. */
final class Callers {
  private final List<Question> questions;
  private final AtomicInteger next = new AtomicInteger();

  Callers(List<Question> questions) {
    this.questions = questions;
  }

  /** How long each call took. */
  record Times(List<Duration> direct, List<Duration> gateway) {}

  /**
   * Each caller does the same search both ways, by turns which one is first.
   *
   * @param calls of each caller, each way
   * @param pause between the starts of two calls of one caller
   */
  Times both(
      int callers, int calls, Duration pause, Consumer<Question> direct, Consumer<Question> gateway)
      throws InterruptedException {
    List<Times> times =
        each(
            callers,
            caller -> {
              Times own = new Times(new ArrayList<>(), new ArrayList<>());
              // Spread over one pause, as people are: not all in the same moment.
              TimeUnit.NANOSECONDS.sleep(pause.toNanos() * caller / callers);
              for (int call = 0; call < calls; call++) {
                Question question = question();
                boolean first = call % 2 == 0;
                own.direct.addAll(first ? List.of(paced(direct, question, pause)) : List.of());
                own.gateway.add(paced(gateway, question, pause));
                own.direct.addAll(first ? List.of() : List.of(paced(direct, question, pause)));
              }
              return own;
            });
    return new Times(
        times.stream().flatMap(one -> one.direct().stream()).toList(),
        times.stream().flatMap(one -> one.gateway().stream()).toList());
  }

  /** Calls a second that this many callers get answered who never wait. */
  double throughput(int callers, Duration time, Consumer<Question> search)
      throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    List<Integer> done =
        each(
            callers,
            _ -> {
              int calls = 0;
              while (System.nanoTime() < end) {
                search.accept(question());
                calls++;
              }
              return calls;
            });
    return done.stream().mapToInt(Integer::intValue).sum() * 1e9 / time.toNanos();
  }

  private static Duration paced(Consumer<Question> search, Question question, Duration pause)
      throws InterruptedException {
    long start = System.nanoTime();
    search.accept(question);
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    // A caller reads what was found before it asks again; without this 16 would only queue.
    TimeUnit.NANOSECONDS.sleep(Math.max(0, pause.toNanos() - time.toNanos()));
    return time;
  }

  private Question question() {
    return questions.get(next.getAndIncrement() % questions.size());
  }

  private interface Caller<T> {
    T call(int number) throws InterruptedException;
  }

  private static <T> List<T> each(int callers, Caller<T> caller) throws InterruptedException {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running = new ArrayList<>();
      for (int i = 0; i < callers; i++) {
        int number = i;
        running.add(threads.submit(() -> caller.call(number)));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> one : running) {
        results.add(one.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search failed", e);
    }
  }
}
