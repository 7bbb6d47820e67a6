package dev.hark.search.index.opensearch;

import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.opensearch.OpenSearchIndex.IndexCondition;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the index again and again, in the background, and lets nothing use it while it must not
 * be used. Calls go through while OpenSearch is out of reach: they fail by themselves, and work
 * again the moment it is back.
 */
final class IndexWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(IndexWatch.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("index-watch").factory());
  private final IndexCheck check;
  private final Consumer<IndexCondition> listener;
  private volatile IndexCondition condition =
      new IndexCondition.Unusable("the index has not been looked at yet");
  private volatile boolean usable;

  IndexWatch(IndexCheck check, Consumer<IndexCondition> listener) {
    this.check = check;
    this.listener = listener;
  }

  void start(Duration interval) {
    listener.accept(condition);
    var unused =
        executor.scheduleWithFixedDelay(this::look, 0, interval.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void look() {
    try {
      note(check.run());
    } catch (RuntimeException e) {
      IndexCondition failed =
          new IndexCondition.Unusable("the look at the index failed, see the log");
      if (!failed.equals(condition)) {
        LOG.error("Could not look at the index", e);
      }
      note(failed);
    }
  }

  private void note(IndexCondition now) {
    if (!now.equals(condition)) {
      log(now);
    }
    condition = now;
    switch (now) {
      case IndexCondition.Ready ready -> usable = true;
      case IndexCondition.Unusable unusable -> usable = false;
      case IndexCondition.Unreachable unreachable -> {}
    }
    listener.accept(now);
  }

  private static void log(IndexCondition now) {
    switch (now) {
      case IndexCondition.Ready ready -> LOG.info("The index is ready");
      case IndexCondition.Unreachable unreachable -> LOG.warn("{}", unreachable.reason());
      case IndexCondition.Unusable unusable -> LOG.warn("{}", unusable.reason());
    }
  }

  IndexCondition condition() {
    return condition;
  }

  void requireUsable() {
    if (!usable) {
      throw new IndexUnavailableException("the index is not ready");
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
