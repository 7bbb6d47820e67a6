package dev.hark.ask.turn;

import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RetrieveChunks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;

/**
 * What most turns need before or beside their search, looked up while the message is stored: nobody
 * waits for it alone. Safe for many threads.
 */
final class LookAhead {
  private final Future<List<String>> speakers;
  private final Future<Optional<RecordingCounts>> counts;

  /**
   * Begins.
   *
   * @param speakers who can be named
   * @param counts of the recordings that the asker lets the turn draw on
   */
  LookAhead(Callable<List<String>> speakers, Callable<Optional<RecordingCounts>> counts) {
    this.speakers = begin("speakers", speakers);
    this.counts = begin("counts", counts);
  }

  private static <T> Future<T> begin(String name, Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofVirtual().name(name).start(task);
    return task;
  }

  List<String> speakers() {
    return RetrieveChunks.result(speakers);
  }

  Optional<RecordingCounts> counts() {
    return RetrieveChunks.result(counts);
  }
}
