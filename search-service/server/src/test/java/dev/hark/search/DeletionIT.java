package dev.hark.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.contract.Asks;
import dev.hark.contract.Transcript;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A deletion wins, whatever comes after it, before it or at the same time. */
class DeletionIT {
  private static TestService service;
  private static Asks ask;
  private static OpenSearchProbe probe;

  @BeforeAll
  static void start() {
    service = TestService.start();
    ask = new Asks(service);
    probe = new OpenSearchProbe();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static Owner owner(String endUser) {
    return new Owner("proj_del", Mode.MODE_LIVE, endUser);
  }

  private static Transcript transcript(Owner owner, String recording, long second, int chunks) {
    return new Transcript(
        owner,
        recording,
        "txn_" + recording.replace("_", "") + second,
        new Event("evt_" + second, second),
        Transcript.texts(chunks, "secret word %d"));
  }

  @Test
  void nothingOfADeletedRecordingIsFoundOrLeft() {
    Owner owner = owner("eu_gone");
    transcript(owner, "rec_gone", 1, 3).sendTo(service);
    assertEquals(3, ask.texts(owner, "secret").size());
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, ask.delete(owner, "rec_gone", new Event("evt_d", 2)));
    assertNothingLeft(owner, "rec_gone");
  }

  @Test
  void lateAndNewEventsDoNotBringADeletedRecordingBack() {
    Owner owner = owner("eu_late");
    Transcript first = transcript(owner, "rec_late", 1, 2);
    first.sendTo(service);
    ask.delete(owner, "rec_late", new Event("evt_d", 5));
    assertEquals(WriteResult.WRITE_RESULT_DELETED, first.sendTo(service));
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, transcript(owner, "rec_late", 9, 2).sendTo(service));
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED,
        ask.rename(owner, "rec_late", new Event("evt_r", 10), "a title"));
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED,
        ask.create(owner, "rec_late", new Event("evt_c", 11), 1_700_000_000L));
    assertNothingLeft(owner, "rec_late");
  }

  @Test
  void aRecordingThatWasNeverHeardOfCanBeDeletedAndStaysSo() {
    Owner owner = owner("eu_never");
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, ask.delete(owner, "rec_never", new Event("evt_d", 1)));
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, transcript(owner, "rec_never", 9, 2).sendTo(service));
    assertNothingLeft(owner, "rec_never");
  }

  @Test
  void aDeletionBetweenTheChunksAndTheSwitchWins() {
    Owner owner = owner("eu_mid");
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED,
        sendAround(
            transcript(owner, "rec_mid", 1, 250),
            () -> ask.delete(owner, "rec_mid", new Event("evt_d", 2))));
    assertNothingLeft(owner, "rec_mid");
  }

  @Test
  void anErasureBetweenTheChunksAndTheSwitchWins() {
    Owner owner = owner("eu_mid2");
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED,
        sendAround(
            transcript(owner, "rec_mid2", 1, 250), () -> ask.erase(owner, new Event("evt_d", 2))));
    assertNothingLeft(owner, "rec_mid2");
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, transcript(owner, "rec_mid2", 9, 1).sendTo(service));
    assertEquals(
        WriteResult.WRITE_RESULT_DELETED, transcript(owner, "rec_other", 9, 1).sendTo(service));
    assertNothingLeft(owner, "rec_other");
  }

  /** Sends all chunks but the last, waits until some are there, does it, then sends the rest. */
  private static WriteResult sendAround(Transcript transcript, Runnable between) {
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out =
        transcript.open(service, transcript.header().build(), answer);
    int last = transcript.texts().size() - 1;
    for (int i = 0; i < last; i++) {
      out.onNext(transcript.chunk(i));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> probe.chunks(service, "recording_id:" + transcript.recording()) >= 200);
    between.run();
    out.onNext(transcript.chunk(last));
    out.onCompleted();
    return Transcript.join(answer);
  }

  @Test
  void erasingAnEndUserWhileTheirTranscriptsComeLeavesNothing() throws Exception {
    Owner owner = owner("eu_race");
    for (int round = 0; round < 3; round++) {
      int base = 10 * round;
      Owner racing = new Owner(owner.project() + round, Mode.MODE_LIVE, owner.endUser());
      try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
          String recording = "rec_race" + i;
          long second = base + i + 1L;
          all.add(executor.submit(() -> transcript(racing, recording, second, 20).sendTo(service)));
          all.add(
              executor.submit(
                  () -> ask.create(racing, recording, new Event("evt_c" + second, 0), 1L)));
        }
        all.add(executor.submit(() -> ask.erase(racing, new Event("evt_e", 5))));
        for (Future<?> one : all) {
          one.get();
        }
      }
      for (int i = 0; i < 6; i++) {
        assertNothingLeft(racing, "rec_race" + i);
      }
      assertEquals(List.of(), ask.listedIds(racing.projectCaller()));
    }
  }

  @Test
  void erasingLeavesOtherEndUsersAlone() {
    Owner erased = owner("eu_one");
    Owner other = owner("eu_two");
    transcript(erased, "rec_one", 1, 2).sendTo(service);
    transcript(other, "rec_two", 1, 2).sendTo(service);
    ask.erase(erased, new Event("evt_e", 2));
    assertNothingLeft(erased, "rec_one");
    assertEquals(2, ask.texts(other, "secret").size());
    assertEquals(List.of("rec_two"), ask.listedIds(other.caller()));
  }

  private static void assertNothingLeft(Owner owner, String recording) {
    assertEquals(List.of(), ask.texts(owner, "secret"));
    assertEquals(List.of(), ask.search(owner, "secret word 1"));
    assertEquals(
        Status.Code.NOT_FOUND, code(() -> ask.recording(owner.projectCaller(), recording)));
    assertEquals(
        Status.Code.NOT_FOUND, code(() -> ask.transcript(owner.projectCaller(), recording)));
    String key = "recording:\"" + owner.project() + "/live/" + recording + "\"";
    assertEquals(0, probe.chunks(service, URLEncoder.encode(key, StandardCharsets.UTF_8)));
  }

  private static Status.Code code(Executable call) {
    return assertThrows(StatusRuntimeException.class, call).getStatus().getCode();
  }
}
