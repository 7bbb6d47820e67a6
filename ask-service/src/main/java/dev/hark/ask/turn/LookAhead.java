package dev.hark.ask.turn;

import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.RetrieveChunks;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/**
 * What most turns need before or beside their search, looked up while the message is stored: nobody
 * waits for it alone. Safe for many threads.
 */
final class LookAhead {
  private final FutureTask<List<String>> speakers;
  private final FutureTask<Optional<RecordingCounts>> counts;

  /**
   * Begins.
   *
   * @param speakers who can be named
   * @param counts of the recordings that the asker lets the turn draw on
   * @param counting whether to begin it now; else when it is asked for
   */
  LookAhead(
      Callable<List<String>> speakers,
      Callable<Optional<RecordingCounts>> counts,
      boolean counting) {
    this.speakers = new FutureTask<>(speakers);
    this.counts = new FutureTask<>(counts);
    Thread.ofVirtual().name("speakers").start(this.speakers);
    if (counting) {
      Thread.ofVirtual().name("counts").start(this.counts);
    }
  }

  List<String> speakers() {
    return RetrieveChunks.result(speakers);
  }

  Optional<RecordingCounts> counts() {
    // Does nothing where it has begun.
    counts.run();
    return RetrieveChunks.result(counts);
  }
}
