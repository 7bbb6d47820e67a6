package dev.hark.runtime.fair;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Slots for work, shared between projects. Who waits is served in the order of their own project,
 * and the projects take turns. A project that is alone may hold more than others would leave it; as
 * long as others have asked lately it holds no more than its share, so that one that asks now and
 * then finds a slot free at once. Safe for many threads; nobody waits holding a lock.
 */
public final class FairSlots {
  private final Limits limits;
  private final LongSupplier clock;
  private final ReentrantLock lock = new ReentrantLock();

  /** Those that hold, wait or have asked lately. */
  private final Map<String, Project> projects = new HashMap<>();

  private int free;
  private long given;

  /**
   * How much there is.
   *
   * @param slots held at a time
   * @param alone of them, how many a project may hold while no other asks
   * @param shared of them, how many are shared out in equal parts while several projects ask; each
   *     gets at least one
   * @param waiting calls of one project that wait at most; more are refused
   * @param lately a project that asked within this time may ask again soon
   */
  public record Limits(int slots, int alone, int shared, int waiting, Duration lately) {
    public Limits {
      boolean some = alone >= 1 && alone <= slots && shared >= 1 && shared <= slots;
      if (!some || waiting < 0 || lately.isNegative()) {
        throw new IllegalArgumentException(
            "alone and shared must be 1 to slots, and none negative: %d of %d, %d, %d, %s"
                .formatted(alone, slots, shared, waiting, lately));
      }
    }

    /** For short work: a project that is alone has every slot, and who comes waits a moment. */
    public static Limits ofShortWork(int slots, int shared, int waiting, Duration lately) {
      return new Limits(slots, slots, shared, waiting, lately);
    }

    /**
     * For work that can be long, all of it shared: where there are several slots, no project holds
     * the last one, so that who comes finds one.
     */
    public static Limits ofLongWork(int slots, int waiting, Duration lately) {
      return new Limits(slots, Math.max(1, slots - 1), slots, waiting, lately);
    }
  }

  public FairSlots(Limits limits) {
    this(limits, System::nanoTime);
  }

  /** With a clock that counts nanoseconds as {@link System#nanoTime()} does. */
  FairSlots(Limits limits, LongSupplier clock) {
    this.limits = limits;
    this.clock = clock;
    this.free = limits.slots();
  }

  /** Held until it is closed; closing it again does nothing. */
  public interface Slot extends AutoCloseable {
    /** What the work needs has answered: who waits behind it does not wait for what hangs. */
    void answered();

    @Override
    void close();
  }

  private static final class Project {
    private final Deque<Waiter> waiting = new ArrayDeque<>();
    private int held;
    private long asked;

    /** Slots held now whose work has been answered, and how many there were ever. */
    private int answering;

    private long answers;

    /** Which of all slots that were ever given it was given last; none is before all. */
    private long served;
  }

  /** A call that waits for its slot, or has been given it. */
  final class Waiter {
    private final Project project;
    private final long answersBefore;
    private final CompletableFuture<Slot> slot = new CompletableFuture<>();

    private Waiter(Project project) {
      this.project = project;
      this.answersBefore = project.answers;
    }

    boolean isServed() {
      return slot.isDone();
    }

    /**
     * Waits.
     *
     * @throws BusyException when the slot does not come in time, as the project's own work has its
     *     share; the place in the queue is given up
     * @throws NoSlotException when it does not come in time for any other reason, or the thread is
     *     interrupted, which it then still is
     */
    Slot await(Duration longest) {
      boolean served = false;
      try {
        Slot own = slot.get(Math.max(0, longest.toNanos()), TimeUnit.NANOSECONDS);
        served = true;
        return own;
      } catch (TimeoutException e) {
        throw tooLate(this);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new NoSlotException("given up before a slot came free");
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      } finally {
        if (!served) {
          leave(this);
        }
      }
    }
  }

  /**
   * Takes a slot, to be closed when the work is done.
   *
   * @param project whose share it is of
   * @param longest how long to wait for it
   * @throws BusyException when too many calls of the project wait already, or none came free in
   *     time as it uses up its share
   * @throws NoSlotException when none came free in time though the project has less than its share,
   *     or nothing of what it has is answered; or when the thread was interrupted meanwhile, which
   *     it then still is
   */
  public Slot take(String project, Duration longest) {
    return ask(project).await(longest);
  }

  /**
   * What work gives that is done in a slot; it has been answered when it gives something. Throws
   * what {@link #take} does.
   */
  public <T> T within(String project, Duration longest, Supplier<T> work) {
    try (Slot slot = take(project, longest)) {
      T given = work.get();
      slot.answered();
      return given;
    }
  }

  /** Takes a place in the queue. */
  Waiter ask(String name) {
    lock.lock();
    try {
      Project project = projects.computeIfAbsent(name, _ -> new Project());
      project.asked = clock.getAsLong();
      Waiter waiter = new Waiter(project);
      project.waiting.addLast(waiter);
      serve();
      if (project.waiting.size() > limits.waiting()) {
        project.waiting.remove(waiter);
        throw new BusyException("too many calls of this project wait already");
      }
      return waiter;
    } finally {
      lock.unlock();
    }
  }

  /** Whether it is the project's own haste: it has its share, and that is at work. */
  private RuntimeException tooLate(Waiter waiter) {
    lock.lock();
    try {
      Project project = waiter.project;
      boolean atWork = project.answering > 0 || project.answers > waiter.answersBefore;
      return atWork && project.held >= share()
          ? new BusyException("no slot of this project came free in time")
          : new NoSlotException("no slot came free in time");
    } finally {
      lock.unlock();
    }
  }

  /** Gives the place up, or the slot that came meanwhile. */
  void leave(Waiter waiter) {
    lock.lock();
    try {
      if (!waiter.project.waiting.remove(waiter)) {
        waiter.slot.join().close();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Gives out what is free: next is who holds least, then who was served longest ago. */
  private void serve() {
    forgetQuiet();
    int share = share();
    while (free > 0) {
      Optional<Project> next =
          projects.values().stream()
              .filter(project -> !project.waiting.isEmpty() && project.held < share)
              .min(
                  Comparator.comparingInt((Project project) -> project.held)
                      .thenComparingLong(project -> project.served));
      if (next.isEmpty()) {
        return;
      }
      give(next.get());
    }
  }

  private void give(Project project) {
    free--;
    project.held++;
    project.served = ++given;
    project.waiting.removeFirst().slot.complete(new Held(project));
  }

  private final class Held implements Slot {
    private final Project project;
    private boolean answered;
    private boolean closed;

    private Held(Project project) {
      this.project = project;
    }

    @Override
    public void answered() {
      lock.lock();
      try {
        if (!answered && !closed) {
          answered = true;
          project.answering++;
          project.answers++;
        }
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.lock();
      try {
        if (!closed) {
          closed = true;
          project.answering -= answered ? 1 : 0;
          project.held--;
          free++;
          serve();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  private int share() {
    int active = projects.size();
    return active <= 1 ? limits.alone() : Math.max(1, limits.shared() / active);
  }

  private void forgetQuiet() {
    long now = clock.getAsLong();
    projects
        .values()
        .removeIf(
            project ->
                project.held == 0
                    && project.waiting.isEmpty()
                    && now - project.asked > limits.lately().toNanos());
  }
}
