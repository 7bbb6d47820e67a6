package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What is erased by one instance while another writes it: the erasure says that writers are left
 * until none is, and then nothing remains and nothing comes.
 */
class ErasureOfWritersIT {
  private static final Duration SOON = Duration.ofSeconds(30);
  private static final int SENT = 230;
  private static final int WRITTEN = 200;

  private static TestService writing;
  private static TestService erasing;
  private static Asks ask;
  private static OpenSearchProbe probe;

  @BeforeAll
  static void start() {
    writing = TestService.start();
    erasing = TestService.start(writing.prefix(), new FakeEmbedder()).awaitReady();
    ask = new Asks(erasing);
    probe = new OpenSearchProbe();
  }

  @AfterAll
  static void stop() {
    writing.close();
    erasing.close();
  }

  /** A transcript of which so much has been sent that two batches are in the index. */
  private static final class Stream {
    private final CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    private final Transcript transcript;
    private final StreamObserver<ReplaceTranscriptRequest> out;

    private Stream(Transcript transcript) {
      this.transcript = transcript;
      this.out = transcript.open(writing, transcript.header().build(), answer);
      for (int i = 0; i < SENT; i++) {
        out.onNext(transcript.chunk(i));
      }
      Awaitility.await().atMost(SOON).until(() -> chunks(transcript) == WRITTEN);
    }

    /** Goes on until the writer notices, which looks once a second. */
    private WriteResult goOn() {
      AtomicInteger next = new AtomicInteger(SENT);
      Awaitility.await()
          .atMost(SOON)
          .pollInterval(Duration.ofMillis(100))
          .until(
              () -> {
                if (!answer.isDone()) {
                  out.onNext(transcript.chunk(next.getAndIncrement()));
                }
                return answer.isDone();
              });
      return answer.join();
    }
  }

  private static Owner owner(String endUser) {
    return new Owner("proj_writers", Mode.MODE_LIVE, endUser);
  }

  private static Transcript large(Owner owner, String recording) {
    return new Transcript(
        owner,
        recording,
        "txn_" + recording.replace("_", ""),
        new Event("evt_1", 1),
        Transcript.texts(1_000, "secret %d"));
  }

  private static long chunks(Transcript transcript) {
    return probe.chunks(writing, "recording_id:" + transcript.recording());
  }

  @Test
  void anEndUserIsErasedWhenNoWriterOfAnotherInstanceIsLeft() {
    Owner owner = owner("eu_written");
    Stream stream = new Stream(large(owner, "rec_written"));
    DeleteEndUserResponse early = ask.eraseAndCount(owner, new Event("evt_e", 2));
    assertTrue(early.getWritersLeft());
    assertEquals(List.of(), ask.texts(owner, "secret"));
    assertEquals(WriteResult.WRITE_RESULT_DELETED, stream.goOn());
    DeleteEndUserResponse late = ask.eraseAndCount(owner, new Event("evt_e", 2));
    assertFalse(late.getWritersLeft());
    assertEquals(0, chunks(stream.transcript));
  }

  @Test
  void aRecordingThatHasNoDocumentYetIsErasedWhenItsWriterHasStopped() {
    Owner owner = owner("eu_written2");
    Stream stream = new Stream(large(owner, "rec_written2"));
    DeleteRecordingResponse early =
        ask.deleteAndCount(owner, "rec_written2", new Event("evt_d", 2));
    assertTrue(early.getWritersLeft());
    assertEquals(WriteResult.WRITE_RESULT_DELETED, stream.goOn());
    assertFalse(ask.deleteAndCount(owner, "rec_written2", new Event("evt_d", 2)).getWritersLeft());
    assertEquals(0, chunks(stream.transcript));
  }

  @Test
  void aWriterOfSomebodyElseHoldsUpNoErasure() {
    Owner owner = owner("eu_written3");
    Stream other = new Stream(large(owner("eu_written4"), "rec_written4"));
    assertFalse(ask.eraseAndCount(owner, new Event("evt_e", 2)).getWritersLeft());
    assertFalse(ask.deleteAndCount(owner, "rec_none", new Event("evt_d", 2)).getWritersLeft());
    other.out.onError(new IllegalStateException("over"));
  }

  @Test
  void whoseFirstWordsAreBeingWrittenIsKnown() {
    Owner owner = owner("eu_written6");
    assertFalse(firstBeingWritten(owner.projectCaller(), owner));
    Stream stream = new Stream(large(owner, "rec_written6"));
    Awaitility.await().atMost(SOON).until(() -> firstBeingWritten(owner.projectCaller(), owner));
    assertTrue(firstBeingWritten(owner.caller(), owner));
    assertFalse(firstBeingWritten(owner("eu_other").caller(), owner), "of a key of another");
    ask.eraseAndCount(owner, new Event("evt_e", 2));
    assertFalse(firstBeingWritten(owner.projectCaller(), owner), "of one who was erased");
    stream.out.onError(new IllegalStateException("over"));
  }

  private static boolean firstBeingWritten(Caller caller, Owner owner) {
    return ask.endUser(caller, owner.endUser()).getFirstBeingWritten();
  }

  @Test
  void aSenderThatGivesUpLeavesNoWriter() {
    Owner owner = owner("eu_written5");
    Stream stream = new Stream(large(owner, "rec_written5"));
    stream.out.onError(new IllegalStateException("over"));
    Awaitility.await()
        .atMost(SOON)
        .until(() -> !ask.eraseAndCount(owner, new Event("evt_e", 2)).getWritersLeft());
    assertEquals(0, chunks(stream.transcript));
  }
}
