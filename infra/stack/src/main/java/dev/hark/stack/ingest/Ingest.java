package dev.hark.stack.ingest;

import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Publishes files of events and, if wanted, waits until what they say can be found. */
public final class Ingest {
  private final String kafka;
  private final SearchService search;

  /**
   * Publishes there and looks here.
   *
   * @param kafka {@code host:port}
   */
  public Ingest(String kafka, SearchService search) {
    this.kafka = kafka;
    this.search = search;
  }

  /**
   * What came of it.
   *
   * @param published events that the broker has
   * @param failed each line that failed, with its place and the reason
   */
  public record Result(long published, List<String> failed) {
    public Result {
      failed = List.copyOf(failed);
    }
  }

  /** Publishes the files and waits for what they say; for callers without a screen. */
  public static Result publishAndAwait(
      String kafka, SearchService search, List<String> paths, Duration limit)
      throws IOException, InterruptedException {
    var files = EventFile.all(paths, System.in);
    return new Ingest(kafka, search).run(files, limit, Progress.NONE);
  }

  /** A wait of zero means not to wait. */
  Result run(List<EventFile> files, Duration wait, Progress progress)
      throws IOException, InterruptedException {
    Tally tally = new Tally(progress);
    try (EventPublisher publisher = new EventPublisher(kafka)) {
      progress.begin("publishing", files.stream().mapToLong(EventFile::size).sum());
      for (EventFile file : files) {
        file.forEach(line -> tally.publish(line, publisher));
      }
      publisher.flush();
    } finally {
      progress.end();
    }
    if (!wait.isZero()) {
      tally.failures.addAll(await(tally.searchables, wait, progress));
    }
    return new Result(
        tally.published.get(), tally.failures.stream().map(Failure::toString).toList());
  }

  /** Counts outcomes, which the publisher tells from a thread of its own. */
  private static final class Tally {
    private final Searchables searchables = new Searchables();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong published = new AtomicLong();
    private final Progress progress;

    private Tally(Progress progress) {
      this.progress = progress;
    }

    private void publish(EventLine line, EventPublisher publisher) {
      switch (line) {
        case EventLine.Publishable(Event event) -> publisher.publish(event, this::count);
        case EventLine.Refused(Event.Source source, String reason) ->
            failures.add(new Failure(source, reason));
      }
    }

    private void count(Event event, @Nullable String failure) {
      progress.step(event.text().length() + 1L);
      if (failure == null) {
        published.incrementAndGet();
        searchables.published(event);
      } else {
        failures.add(new Failure(event.source(), failure));
      }
    }
  }

  private List<Failure> await(Searchables searchables, Duration limit, Progress progress)
      throws IOException, InterruptedException {
    ManagedChannel channel = search.open();
    try {
      progress.begin("indexing", searchables.count());
      return searchables.await(new SearchableCheck(channel), limit, progress::stepTo);
    } finally {
      progress.end();
      channel.shutdownNow();
    }
  }
}
