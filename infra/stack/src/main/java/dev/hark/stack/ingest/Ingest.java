package dev.hark.stack.ingest;

import dev.hark.stack.deadletter.DeadLetter.Place;
import dev.hark.stack.ingest.Outcomes.Failure;
import io.grpc.ManagedChannel;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Publishes files of events and, if wanted, waits until it is known what has become of each: what
 * they say can be found, or they are dead letters.
 */
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
    var files = InputFile.all(paths, System.in, TranscriptFile.Details.NONE);
    return new Ingest(kafka, search).run(files, limit, Progress.NONE);
  }

  /** A wait of zero means not to wait. */
  Result run(List<InputFile> files, Duration wait, Progress progress)
      throws IOException, InterruptedException {
    if (wait.isZero()) {
      return publish(files, progress).result(List.of());
    }
    try (IndexerProgress indexer = IndexerProgress.open(kafka, search.environment())) {
      Tally tally = publish(files, progress);
      return tally.result(await(tally.outcomes, indexer, wait, progress));
    }
  }

  private Tally publish(List<InputFile> files, Progress progress) throws IOException {
    Tally tally = new Tally(progress);
    try (EventPublisher publisher = new EventPublisher(kafka)) {
      progress.begin("publishing", files.stream().mapToLong(InputFile::size).sum());
      for (InputFile file : files) {
        file.forEach(line -> tally.publish(line, publisher));
      }
      publisher.flush();
    } finally {
      progress.end();
    }
    return tally;
  }

  /** Counts outcomes, which the publisher tells from a thread of its own. */
  private static final class Tally implements EventPublisher.Outcome {
    private final Outcomes outcomes = new Outcomes();
    private final ConcurrentLinkedQueue<Failure> failures = new ConcurrentLinkedQueue<>();
    private final AtomicLong published = new AtomicLong();
    private final Progress progress;

    private Tally(Progress progress) {
      this.progress = progress;
    }

    private void publish(EventLine line, EventPublisher publisher) {
      switch (line) {
        case EventLine.Publishable(Event event) -> publisher.publish(event, this);
        case EventLine.Refused(Event.Source source, String reason) ->
            failures.add(new Failure(source, reason));
      }
    }

    @Override
    public void published(Event event, Place place) {
      progress.step(event.text().length() + 1L);
      published.incrementAndGet();
      outcomes.published(event, place);
    }

    @Override
    public void failed(Event event, String reason) {
      progress.step(event.text().length() + 1L);
      failures.add(new Failure(event.source(), reason));
    }

    private Result result(List<Failure> later) {
      return new Result(
          published.get(),
          Stream.concat(failures.stream(), later.stream())
              .sorted(Failure.IN_ORDER)
              .map(Failure::toString)
              .toList());
    }
  }

  private List<Failure> await(
      Outcomes outcomes, IndexerProgress indexer, Duration limit, Progress progress)
      throws IOException, InterruptedException {
    ManagedChannel channel = search.open();
    try {
      progress.begin("indexing", outcomes.count());
      return outcomes.await(indexer, new SearchableCheck(channel), limit, progress::stepTo);
    } finally {
      progress.end();
      channel.shutdownNow();
    }
  }
}
