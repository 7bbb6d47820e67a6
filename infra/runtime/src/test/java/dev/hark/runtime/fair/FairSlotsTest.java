package dev.hark.runtime.fair;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.fair.FairSlots.Slot;
import dev.hark.runtime.fair.FairSlots.Waiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairSlotsTest {
  private static final Duration LATELY = Duration.ofSeconds(2);
  private static final String HEAVY = "proj_heavy";
  private static final String LIGHT = "proj_light";

  private long now;
  private final FairSlots slots = slots(4, 2, 100);

  private FairSlots slots(int slots, int shared, int waiting) {
    return new FairSlots(FairSlots.Limits.ofShortWork(slots, shared, waiting, LATELY), () -> now);
  }

  private static List<Waiter> ask(FairSlots slots, String project, int calls) {
    return IntStream.range(0, calls).mapToObj(_ -> slots.ask(project)).toList();
  }

  private static long served(List<Waiter> waiters) {
    return waiters.stream().filter(Waiter::isServed).count();
  }

  private static Slot slot(Waiter waiter) {
    return waiter.await(Duration.ZERO);
  }

  @Test
  void aProjectThatIsAloneHoldsEverySlot() {
    assertEquals(4, served(ask(slots, HEAVY, 10)));
  }

  @Test
  void ofLongWorkAProjectThatIsAloneLeavesOneSlotForWhoComes() {
    for (int most : List.of(2, 3, 6)) {
      FairSlots long6 = new FairSlots(FairSlots.Limits.ofLongWork(most, 100, LATELY), () -> now);
      assertEquals(most - 1, served(ask(long6, HEAVY, 10)));
      assertTrue(long6.ask(LIGHT).isServed());
    }
    FairSlots one = new FairSlots(FairSlots.Limits.ofLongWork(1, 100, LATELY), () -> now);
    assertEquals(1, served(ask(one, HEAVY, 10)));
  }

  @Test
  void aProjectIsServedInTheOrderInWhichItAsked() {
    List<Waiter> heavy = ask(slots, HEAVY, 6);
    slot(heavy.get(2)).close();
    assertTrue(heavy.get(4).isServed());
    assertFalse(heavy.get(5).isServed());
  }

  @Test
  void whoAskedLatelyFindsASlotFreeAtOnceWhateverAnotherHasWaiting() {
    slot(slots.ask(LIGHT)).close();
    List<Waiter> heavy = ask(slots, HEAVY, 50);
    assertEquals(1, served(heavy));
    for (int i = 0; i < 20; i++) {
      now += Duration.ofMillis(250).toNanos();
      slot(heavy.get(i)).close();
      Waiter light = slots.ask(LIGHT);
      assertTrue(light.isServed(), "search " + i);
      slot(light).close();
      assertEquals(i + 2, served(heavy));
    }
  }

  @Test
  void whoComesFirstTimeIsNextAndNotBehindAllThatWait() {
    List<Waiter> heavy = ask(slots, HEAVY, 50);
    Waiter light = slots.ask(LIGHT);
    assertFalse(light.isServed());
    slot(heavy.getFirst()).close();
    assertTrue(light.isServed());
    assertEquals(4, served(heavy));
  }

  @Test
  void aProjectHasEverySlotAgainWhenTheOtherHasBeenQuiet() {
    slot(slots.ask(LIGHT)).close();
    List<Waiter> heavy = ask(slots, HEAVY, 10);
    assertEquals(1, served(heavy));
    now += LATELY.toNanos() + 1;
    slot(heavy.getFirst()).close();
    assertEquals(5, served(heavy));
  }

  @Test
  void projectsThatAllHaveMuchToDoTakeTurns() {
    FairSlots one = slots(1, 1, 100);
    Map<String, List<Waiter>> asked = new HashMap<>();
    for (String project : List.of("proj_a", "proj_b", "proj_c")) {
      asked.put(project, ask(one, project, 30));
    }
    List<Waiter> all = asked.values().stream().flatMap(List::stream).toList();
    List<Waiter> done = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      Waiter holder =
          all.stream()
              .filter(Waiter::isServed)
              .filter(one_ -> !done.contains(one_))
              .findFirst()
              .orElseThrow();
      done.add(holder);
      slot(holder).close();
    }
    asked.forEach(
        (project, waiters) -> assertEquals(10, waiters.stream().filter(done::contains).count()));
  }

  @Test
  void whatIsMoreThanMayWaitIsRefusedAndLeavesNothing() {
    FairSlots few = slots(1, 1, 2);
    List<Waiter> heavy = ask(few, HEAVY, 3);
    assertThrows(BusyException.class, () -> few.ask(HEAVY));
    Waiter light = few.ask(LIGHT);
    slot(heavy.getFirst()).close();
    assertTrue(light.isServed());
    slot(light).close();
    slot(heavy.get(1)).close();
    slot(heavy.get(2)).close();
    assertTrue(few.ask(HEAVY).isServed());
  }

  @Test
  void whoCannotWaitAnyLongerGivesUpItsPlace() {
    FairSlots one = slots(1, 1, 1);
    Waiter holder = one.ask(HEAVY);
    slot(holder).answered();
    assertThrows(BusyException.class, () -> one.take(HEAVY, Duration.ZERO));
    // The only place in the queue is free again, and the slot goes to whoever waits still.
    Waiter next = one.ask(HEAVY);
    slot(holder).close();
    assertTrue(next.isServed());
  }

  @Test
  void whoWaitsInVainForWhatAnotherHoldsIsNotToldThatItAskedTooMuch() {
    FairSlots two = slots(2, 2, 5);
    List<Waiter> heavy = ask(two, HEAVY, 3);
    heavy.stream().limit(2).forEach(holder -> slot(holder).answered());
    assertThrows(NoSlotException.class, () -> two.take(LIGHT, Duration.ZERO));
    // But the other is, as it has more than its share while there are two.
    assertThrows(BusyException.class, () -> slot(heavy.getLast()));
  }

  @Test
  void whoWaitsInVainBehindOwnCallsThatHangIsNotToldThatItAskedTooMuch() {
    List<Waiter> light = ask(slots, LIGHT, 5);
    assertThrows(NoSlotException.class, () -> slot(light.getLast()));
    // Ended, but by giving up: no answer.
    Waiter next = slots.ask(LIGHT);
    Waiter last = slots.ask(LIGHT);
    slot(light.getFirst()).close();
    assertTrue(next.isServed());
    assertThrows(NoSlotException.class, () -> slot(last));
  }

  @Test
  void whoWaitsInVainWhileOwnCallsAreDoneIsToldThatItAskedTooMuch() {
    List<Waiter> heavy = ask(slots, HEAVY, 6);
    Slot done = slot(heavy.getFirst());
    done.answered();
    done.close();
    assertThrows(BusyException.class, () -> slot(heavy.getLast()));
    // What was done before it asked says nothing of now.
    Waiter late = slots.ask(HEAVY);
    assertThrows(NoSlotException.class, () -> slot(late));
  }

  @Test
  void workThatFailsHasNotBeenAnswered() {
    FairSlots one = slots(1, 1, 5);
    List<Waiter> behind = new ArrayList<>();
    String given =
        one.within(
            HEAVY,
            Duration.ZERO,
            () -> {
              behind.addAll(ask(one, HEAVY, 2));
              return "given";
            });
    assertEquals("given", given);
    assertThrows(BusyException.class, () -> slot(behind.getLast()));
    slot(behind.getFirst()).close();
    behind.clear();
    assertThrows(
        IllegalStateException.class,
        () ->
            one.within(
                HEAVY,
                Duration.ZERO,
                () -> {
                  behind.addAll(ask(one, HEAVY, 2));
                  throw new IllegalStateException("scripted");
                }));
    assertThrows(NoSlotException.class, () -> slot(behind.getLast()));
  }

  @Test
  void whoseCallerLeavesGivesUpItsPlaceAndStaysInterrupted() {
    FairSlots one = slots(1, 1, 1);
    Waiter holder = one.ask(HEAVY);
    Thread.currentThread().interrupt();
    assertThrows(NoSlotException.class, () -> one.take(HEAVY, Duration.ofDays(1)));
    assertTrue(Thread.interrupted());
    Waiter next = one.ask(HEAVY);
    slot(holder).close();
    assertTrue(next.isServed());
  }

  @Test
  void aSlotThatCameTooLateForItsCallerIsGivenToAnother() {
    FairSlots one = slots(1, 1, 2);
    Waiter holder = one.ask(HEAVY);
    Waiter late = one.ask(HEAVY);
    Waiter next = one.ask(HEAVY);
    slot(holder).close();
    assertTrue(late.isServed());
    one.leave(late);
    assertTrue(next.isServed());
  }

  @Test
  void aSlotIsGivenBackOnce() {
    FairSlots one = slots(1, 1, 5);
    List<Waiter> heavy = ask(one, HEAVY, 3);
    Slot first = slot(heavy.getFirst());
    first.close();
    first.close();
    assertEquals(2, served(heavy));
  }

  @Test
  void noSlotIsIdleWhileOneWaitsThatMayHaveItAndNoneIsHeldTwice() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    FairSlots random3 = slots(3, 2, 5);
    List<Slot> held = new ArrayList<>();
    List<Waiter> waiting = new ArrayList<>();
    for (int step = 0; step < 20_000; step++) {
      now += random.nextInt(100_000_000);
      switch (random.nextInt(3)) {
        case 0 -> {
          try {
            waiting.add(random3.ask("proj_" + random.nextInt(3)));
          } catch (BusyException e) {
            // The queue of that project is full.
          }
        }
        case 1 -> {
          if (!held.isEmpty()) {
            held.remove(random.nextInt(held.size())).close();
          }
        }
        default -> {
          if (!waiting.isEmpty()) {
            Waiter gone = waiting.remove(random.nextInt(waiting.size()));
            try {
              held.add(gone.await(Duration.ZERO));
            } catch (BusyException | NoSlotException e) {
              // It has given up its place.
            }
          }
        }
      }
      long inUse = held.size() + served(waiting);
      assertTrue(inUse <= 3, "seed " + seed);
      assertTrue(inUse > 0 || waiting.isEmpty(), "seed " + seed);
    }
    held.forEach(Slot::close);
    while (!waiting.isEmpty()) {
      Waiter next = waiting.stream().filter(Waiter::isServed).findFirst().orElseThrow();
      waiting.remove(next);
      slot(next).close();
    }
  }

  @Test
  void limitsThatMakeNoSenseAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new FairSlots.Limits(0, 1, 1, 1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new FairSlots.Limits(2, 2, 3, 1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new FairSlots.Limits(2, 2, 1, -1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new FairSlots.Limits(2, 3, 1, 1, Duration.ZERO));
    assertThrows(
        IllegalArgumentException.class, () -> new FairSlots.Limits(2, 0, 1, 1, Duration.ZERO));
  }
}
