package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Transcripts replaced by longer and shorter ones under fifty searches a second. */
@Execution(ExecutionMode.CONCURRENT)
class ReplacementUnderSearchIT {
  private static final int SEARCHES_PER_SECOND = 50;
  private static final int REPLACEMENTS = 20;
  private static final int SEARCHES_BETWEEN = 3;
  private static final Owner OWNER = new Owner("proj_swap", Mode.MODE_LIVE, "eu_swap");
  private static final List<String> RECORDINGS = List.of("rec_one", "rec_two");

  private final AtomicLong clock = new AtomicLong();
  private final Queue<String> wrong = new ConcurrentLinkedQueue<>();
  private final Semaphore atOnce = new Semaphore(4);
  private final AtomicInteger searches = new AtomicInteger();

  @Test
  void everySearchSeesOneWholeTranscriptOfEachRecording() throws Exception {
    try (TestService service = TestService.start()) {
      RECORDINGS.forEach(recording -> replace(service, recording));
      ScheduledExecutorService ticks = Executors.newScheduledThreadPool(1);
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        var ticking =
            ticks.scheduleAtFixedRate(
                () -> executor.execute(() -> look(service)),
                0,
                1_000 / SEARCHES_PER_SECOND,
                TimeUnit.MILLISECONDS);
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
          for (String recording : RECORDINGS) {
            writers.execute(() -> replaceOften(service, recording));
          }
        }
        ticking.cancel(false);
      } finally {
        ticks.shutdownNow();
      }
      assertEquals(List.of(), List.copyOf(wrong));
      assertTrue(searches.get() > SEARCHES_PER_SECOND, "searches: " + searches.get());
      int left =
          RECORDINGS.stream()
              .mapToInt(id -> new Asks(service).words(OWNER.caller(), id).size())
              .sum();
      assertEquals(left, new OpenSearchProbe().chunks(service, "words:swap"));
    }
  }

  private void replaceOften(TestService service, String recording) {
    for (int i = 0; i < REPLACEMENTS; i++) {
      int before = searches.get();
      replace(service, recording);
      Awaitility.await()
          .pollInterval(Duration.ofMillis(5))
          .atMost(Duration.ofSeconds(60))
          .until(() -> searches.get() >= before + SEARCHES_BETWEEN);
    }
  }

  /** Every text says of how many chunks its transcript is. */
  private void replace(TestService service, String recording) {
    long second = clock.incrementAndGet();
    int chunks = (int) (3 + second * 7 % 11);
    String pattern = "swap %d of " + chunks + " in " + recording;
    new Transcript(
            OWNER,
            recording,
            "txn_" + second,
            new Event("evt_" + second, second),
            Transcript.texts(chunks, pattern))
        .sendTo(service);
  }

  /** A search that would only queue behind others is let be: this is no load test. */
  private void look(TestService service) {
    if (!atOnce.tryAcquire()) {
      return;
    }
    try {
      List<FoundChunk> found = new Asks(service).search(OWNER, "swap");
      RECORDINGS.forEach(recording -> check(recording, found));
      searches.incrementAndGet();
    } catch (RuntimeException e) {
      wrong.add(e.toString());
    } finally {
      atOnce.release();
    }
  }

  private void check(String recording, List<FoundChunk> found) {
    List<FoundChunk> ours =
        found.stream().filter(chunk -> chunk.getRecordingId().equals(recording)).toList();
    Set<String> transcriptions = new HashSet<>();
    Set<Integer> ordinals = new HashSet<>();
    ours.forEach(chunk -> transcriptions.add(chunk.getTranscriptionId()));
    ours.forEach(chunk -> ordinals.add(chunk.getOrdinal()));
    if (transcriptions.size() != 1) {
      wrong.add(recording + " is seen as " + transcriptions);
      return;
    }
    int whole = Integer.parseInt(ours.getFirst().getText().split(" ", 0)[3]);
    if (ours.size() != whole || ordinals.size() != whole) {
      wrong.add(
          "%s: %d chunks, %d ordinals of %d"
              .formatted(recording, ours.size(), ordinals.size(), whole));
    }
  }
}
