package dev.hark.gateway.erasure;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.idempotency.IdempotencyRecords;
import dev.hark.gateway.rpc.ErasureClient;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a deletion through the stores. Every step may be repeated, by several gateways at once too;
 * one that fails does not hold up the others, but for the event, which goes out when nothing is
 * left to be seen.
 */
@Singleton
final class ErasureSteps {
  private static final Logger log = LoggerFactory.getLogger(ErasureSteps.class);

  /** A writer in the index looks for deletions each second in which words come. */
  private static final Duration FOR_WRITERS = Duration.ofMillis(1_200);

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private final Erasures erasures;
  private final ErasureClient services;
  private final IdempotencyRecords answers;
  private final List<LocalRecords> local;
  private final DeletionEvents events;

  ErasureSteps(
      Erasures erasures,
      ErasureClient services,
      IdempotencyRecords answers,
      List<LocalRecords> local,
      DeletionEvents events) {
    this.erasures = erasures;
    this.services = services;
    this.answers = answers;
    this.local = List.copyOf(local);
    this.events = events;
  }

  /** What is left to be done. */
  enum Left {
    NOTHING,
    /** Nothing can be seen of it any more, but not everybody was told. */
    THE_EVENT,
    /** It is still somewhere. */
    STORES
  }

  /**
   * Does what is open, as far as it can.
   *
   * @param time for all together
   * @param event how much of it the event may take
   */
  Left run(Erasure erasure, Duration time, Duration event) {
    long end = System.nanoTime() + time.toNanos();
    Set<Store> open = EnumSet.copyOf(erasures.open(erasure.id()));
    for (Store store : EnumSet.of(Store.SEARCH, Store.ASK)) {
      if (open.contains(store) && done(erasure, store, left(end))) {
        open.remove(store);
      }
    }
    // Not before: an answer made meanwhile of what is still there would be kept after all.
    if (open.contains(Store.IDEMPOTENCY)
        && !open.contains(Store.SEARCH)
        && !open.contains(Store.ASK)
        && done(erasure, Store.IDEMPOTENCY, left(end))) {
      open.remove(Store.IDEMPOTENCY);
    }
    if (open.equals(EnumSet.of(Store.EVENT))
        && done(erasure, Store.EVENT, shorter(event, left(end)))) {
      open.remove(Store.EVENT);
    }
    return settle(erasure, open);
  }

  private boolean done(Erasure erasure, Store store, Duration time) {
    try {
      return store == Store.SEARCH
          ? doneInIndex(erasure, time)
          : noted(erasure, store, remove(erasure, store, time));
    } catch (FailureException e) {
      log.warn(
          "request_id={} {} is not gone from {} yet",
          erasure.order().requestId(),
          erasure.id().value(),
          store.text());
      return false;
    }
  }

  private boolean noted(Erasure erasure, Store store, Map<String, Long> removed) {
    erasures.done(erasure.id(), store, removed);
    return true;
  }

  /** Not before nobody writes there any more who has not heard of it: most have within a second. */
  private boolean doneInIndex(Erasure erasure, Duration time) {
    long end = System.nanoTime() + shorter(FOR_WRITERS, time).toNanos();
    ErasureClient.FromIndex gone = removeFromIndex(erasure, time);
    while (gone.writersLeft() && pause(end)) {
      erasures.removed(erasure.id(), Store.SEARCH, gone.removed());
      gone = removeFromIndex(erasure, time);
    }
    if (gone.writersLeft()) {
      erasures.removed(erasure.id(), Store.SEARCH, gone.removed());
      return false;
    }
    return noted(erasure, Store.SEARCH, gone.removed());
  }

  private ErasureClient.FromIndex removeFromIndex(Erasure erasure, Duration time) {
    return switch (erasure.target()) {
      case Target.Recording one -> services.removeFromIndex(erasure.order(), one.recording(), time);
      case Target.EndUser all -> services.removeFromIndex(erasure.order(), all.owner(), time);
    };
  }

  /** False when there is no time left for it. */
  private static boolean pause(long end) {
    if (System.nanoTime() + BETWEEN_LOOKS.toNanos() > end) {
      return false;
    }
    try {
      // Nobody tells when a writer stops.
      Thread.sleep(BETWEEN_LOOKS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Map<String, Long> remove(Erasure erasure, Store store, Duration time) {
    return switch (store) {
      case SEARCH -> throw new IllegalArgumentException("the index tells more than counts");
      case ASK ->
          switch (erasure.target()) {
            case Target.Recording one ->
                services.removeFromConversations(erasure.order(), one.recording(), time);
            case Target.EndUser all ->
                services.removeFromConversations(erasure.order(), all.owner(), time);
          };
      case IDEMPOTENCY -> Map.of("answers", forget(erasure));
      case EVENT -> {
        events.publish(erasure, time);
        yield Map.of();
      }
    };
  }

  private long forget(Erasure erasure) {
    ErasureClient.Order order = erasure.order();
    return switch (erasure.target()) {
      case Target.Recording one -> {
        local.forEach(kept -> kept.erase(order.project(), order.mode(), one.recording()));
        yield answers.erase(order.project(), order.mode(), one.owner(), one.recording());
      }
      case Target.EndUser all -> {
        local.forEach(kept -> kept.erase(order.project(), order.mode(), all.owner()));
        yield answers.erase(order.project(), order.mode(), all.owner());
      }
    };
  }

  private Left settle(Erasure erasure, Set<Store> open) {
    if (open.isEmpty()) {
      erasures.complete(erasure);
      return Left.NOTHING;
    }
    erasures.postpone(erasure.id());
    return open.equals(EnumSet.of(Store.EVENT)) ? Left.THE_EVENT : Left.STORES;
  }

  private static Duration left(long end) {
    return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
