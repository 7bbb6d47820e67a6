package dev.hark.indexer.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.EventType;
import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingCreated;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.event.RecordingEvent.RecordingUpdated;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionFailed;
import dev.hark.indexer.event.RecordingEvent.TranscriptionStarted;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.RecordingUpdate.Kind;
import dev.hark.indexer.indexing.RecordingUpdate.TranscriptionState;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class IndexEventTest {
  private static final Envelope ENVELOPE =
      new Envelope(
          new EventId("evt_1"),
          Instant.parse("2026-05-04T09:30:00Z"),
          new ProjectId("proj_1"),
          Mode.LIVE);
  private static final RecordingId RECORDING = new RecordingId("rec_1");
  private static final TranscriptionId TRANSCRIPTION = new TranscriptionId("txn_1");
  private static final EndUserId END_USER = new EndUserId("eu_1");
  private static final RecordingDetails DETAILS =
      new RecordingDetails("T", null, null, null, null, null, null, Map.of());
  private static final Problem PROBLEM = new Problem(ErrorCode.WRONG_TYPE, "data.title: ...");

  private final FakeIndex index = new FakeIndex();
  private final FakeEmbedder embedder = new FakeEmbedder();
  private TranscriptSource.Reading reading = new TranscriptSource.Reading.Unavailable("down");
  private final EmbeddingTurns turns = new EmbeddingTurns(embedder, 2, Duration.ofSeconds(4));
  private final IndexEvent indexEvent = new IndexEvent(index, (_, _) -> reading, turns);

  private Result index(RecordingEvent event) {
    return indexEvent.index(event, Lane.MAIN);
  }

  @Test
  void tellsTheIndexWhatAnEventSaysAndNoMore() {
    index(new RecordingCreated(ENVELOPE, RECORDING, END_USER, DETAILS));
    index(new RecordingUpdated(ENVELOPE, RECORDING, DETAILS));
    index(new TranscriptionStarted(ENVELOPE, RECORDING, TRANSCRIPTION));
    index(new TranscriptionFailed(ENVELOPE, RECORDING, TRANSCRIPTION, "x", "y"));
    RecordingDeleted deletion = new RecordingDeleted(ENVELOPE, RECORDING);
    index(deletion);
    EndUserDeleted erasure = new EndUserDeleted(ENVELOPE, END_USER);
    index(erasure);
    assertEquals(
        List.of(
            update(Kind.CREATED, END_USER, DETAILS, null),
            update(Kind.UPDATED, null, DETAILS, null),
            update(
                Kind.TRANSCRIPTION_STARTED,
                null,
                null,
                new TranscriptionState.Processing(TRANSCRIPTION)),
            update(
                Kind.TRANSCRIPTION_FAILED,
                null,
                null,
                new TranscriptionState.Failed(TRANSCRIPTION, "x", "y")),
            deletion,
            erasure),
        index.calls);
  }

  @Test
  void embedsEveryChunkOnceAndKeepsTheirOrder() {
    assertEquals(new Result.Indexed(), index(completed(inline(100))));
    TranscriptHeader header = assertInstanceOf(TranscriptHeader.class, index.calls.getFirst());
    assertEquals(100, header.chunkCount());
    assertEquals(100, embedder.embedded());
    assertEquals(
        IntStream.range(0, 100).boxed().toList(),
        index.chunks.stream().map(chunk -> chunk.chunk().ordinal()).toList());
    assertEquals(
        index.chunks.stream().map(chunk -> chunk.id().value()).toList(),
        index.chunks.stream().map(chunk -> chunk.id().value()).sorted().distinct().toList());
  }

  @Test
  void anEmptyTranscriptIsOneToo() {
    assertEquals(new Result.Indexed(), index(completed(new Words.Inline(List.of()))));
    assertEquals(0, ((TranscriptHeader) index.calls.getFirst()).chunkCount());
  }

  @Test
  void anEmbedderThatFailsIsTriedAgainLater() {
    embedder.fail(true);
    assertEquals(
        new Result.RetryLater(RetryCause.EMBEDDING, "told to fail"), index(completed(inline(1))));
  }

  @Test
  void readsATranscriptBehindAnAddress() {
    Words words = new Words.At(URI.create("https://a.example/"));
    assertEquals(
        new Result.RetryLater(RetryCause.TRANSCRIPT_SOURCE, "down"), index(completed(words)));
    reading = new TranscriptSource.Reading.Refused(PROBLEM);
    assertEquals(new Result.Rejected(PROBLEM), index(completed(words)));
    AtomicInteger closed = new AtomicInteger();
    reading = new TranscriptSource.Reading.Read(inline(2).segments(), closed::incrementAndGet);
    assertEquals(new Result.Indexed(), index(completed(words)));
    assertEquals(2, index.chunks.size());
    assertEquals(1, closed.get(), "its room is given back");
  }

  @Test
  void readsNothingThatTheIndexDoesNotWant() {
    IndexEvent reader =
        new IndexEvent(
            index,
            (_, url) -> {
              throw new AssertionError("read " + url);
            },
            turns);
    TranscriptionCompleted event = completed(new Words.At(URI.create("https://gone.example/")));
    for (Result result :
        List.of(
            new Result.Stale(),
            new Result.Rejected(PROBLEM),
            new Result.RetryLater(RetryCause.SEARCH_SERVICE, "down"))) {
      index.checked = result;
      assertEquals(result, reader.index(event, Lane.BULK));
    }
    assertEquals(List.of(), index.calls);
  }

  @ParameterizedTest
  @EnumSource
  void marksTheRecordingOfABadEventIfItsTypeFailsRecordings(EventType type) {
    Subject subject =
        new Subject(
            type,
            null,
            ENVELOPE.createdAt(),
            ENVELOPE.project(),
            Mode.LIVE,
            RECORDING,
            null,
            END_USER);
    new MarkFailed(index).mark(subject, PROBLEM);
    assertEquals(type.failsItsRecording() ? 1 : 0, index.calls.size());
    index.calls.forEach(
        call -> {
          RecordingUpdate update = (RecordingUpdate) call;
          assertEquals(Kind.TRANSCRIPTION_FAILED, update.kind());
          assertEquals(END_USER, update.endUser());
          assertEquals("evt_unnamed1777887000000", update.envelope().id().value());
          assertEquals(
              new TranscriptionState.Failed(null, "wrong_type", "data.title: ..."),
              Objects.requireNonNull(update.transcription()));
        });
  }

  @Test
  void marksTheRecordingWithoutATranscriptionThatIsAnothers() {
    index.result = new Result.Rejected(PROBLEM);
    TranscriptionCompleted event = completed(inline(1));
    new MarkFailed(index).mark(Subject.of(event), PROBLEM);
    assertEquals(
        List.of(Optional.of(TRANSCRIPTION), Optional.empty()),
        index.calls.stream()
            .map(call -> (TranscriptionState.Failed) ((RecordingUpdate) call).transcription())
            .map(failed -> Optional.ofNullable(failed.transcription()))
            .toList());
  }

  @Test
  void marksNothingWhenTheEventDoesNotSayWhoseItIs() {
    assertEquals(new Result.Deleted(), new MarkFailed(index).mark(Subject.UNKNOWN, PROBLEM));
    assertEquals(List.of(), index.calls);
  }

  private static RecordingUpdate update(
      Kind kind,
      @Nullable EndUserId endUser,
      @Nullable RecordingDetails details,
      @Nullable TranscriptionState transcription) {
    return new RecordingUpdate(kind, ENVELOPE, RECORDING, endUser, details, transcription);
  }

  /** Each segment fills a chunk. */
  private static Words.Inline inline(int segments) {
    String text = "word ".repeat(130).strip();
    return new Words.Inline(
        IntStream.range(0, segments)
            .mapToObj(i -> new Segment(Duration.ofMillis(i), Duration.ofMillis(i), null, text))
            .toList());
  }

  private static TranscriptionCompleted completed(Words words) {
    return new TranscriptionCompleted(
        ENVELOPE, RECORDING, TRANSCRIPTION, END_USER, DETAILS, null, null, words);
  }
}
