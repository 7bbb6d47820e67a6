package dev.hark.ask.model.langchain4j;

import java.time.Duration;
import java.util.function.LongSupplier;

/** How long what comes next of an answer is waited for. For one answer and one thread. */
final class Deadline {
  private final ModelTimeouts timeouts;
  private final LongSupplier clock;
  private final long end;
  private long next;
  private boolean begun;

  /**
   * @param clock in nanoseconds, as {@link System#nanoTime}
   */
  Deadline(ModelTimeouts timeouts, LongSupplier clock) {
    this.timeouts = timeouts;
    this.clock = clock;
    this.end = clock.getAsLong() + timeouts.whole().toNanos();
    thought();
  }

  /** The model is at work: its first word may take as long again, within the whole. */
  void thought() {
    within(begun ? timeouts.betweenTokens() : timeouts.firstToken());
  }

  void word() {
    begun = true;
    thought();
  }

  /** A reason to finish came: what may follow it is soon there, or never. */
  void finished() {
    within(timeouts.usage());
  }

  private void within(Duration time) {
    next = clock.getAsLong() + time.toNanos();
  }

  /** Nanoseconds that are left; none or less when the time is up. */
  long left() {
    return Math.min(next, end) - clock.getAsLong();
  }

  boolean over() {
    return end - clock.getAsLong() <= 0;
  }

  /** What is said when the time is up. */
  String reason() {
    return "waited too long for "
        + (next - end >= 0 ? "the end" : begun ? "the next word" : "the first word");
  }

  /** The same for something small beside the answer. */
  Deadline atMost(Duration time) {
    Deadline shorter = new Deadline(timeouts, clock);
    shorter.next = clock.getAsLong() + Math.min(time.toNanos(), left());
    return shorter;
  }
}
