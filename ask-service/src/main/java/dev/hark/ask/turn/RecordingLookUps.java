package dev.hark.ask.turn;

import dev.hark.ask.id.Caller;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.RecordingSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Looks up many recordings, several at a time. */
final class RecordingLookUps {
  /** Look-ups at a time when many recordings are chosen; each takes a few milliseconds. */
  private static final int AT_A_TIME = 16;

  private final RecordingSource recordings;

  RecordingLookUps(RecordingSource recordings) {
    this.recordings = recordings;
  }

  /** In the order of the ids. */
  List<Optional<Recording>> all(Caller caller, List<RecordingId> ids) {
    Semaphore places = new Semaphore(AT_A_TIME);
    try (ExecutorService lookUps = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Optional<Recording>>> running = new ArrayList<>();
      ids.forEach(id -> running.add(lookUps.submit(() -> find(caller, id, places))));
      try {
        List<Optional<Recording>> found = new ArrayList<>();
        for (Future<Optional<Recording>> lookUp : running) {
          found.add(lookUp.get());
        }
        return found;
      } catch (ExecutionException | InterruptedException e) {
        // One that failed is enough: nobody waits for the others.
        lookUps.shutdownNow();
        throw e;
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause
          ? cause
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while recordings are looked up", e);
    }
  }

  private Optional<Recording> find(Caller caller, RecordingId id, Semaphore places)
      throws InterruptedException {
    places.acquire();
    try {
      return recordings.find(caller, id);
    } finally {
      places.release();
    }
  }
}
