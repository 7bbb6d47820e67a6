package dev.hark.indexer.kafka;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.contract.FakeIndexService;
import dev.hark.indexer.FakeEmbedder;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.proto.event.v1.EventMode;
import dev.hark.proto.event.v1.OutcomeState;
import dev.hark.proto.event.v1.RecordingOutcome;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the worker tells of what it has done. */
final class OutcomesIT {
  private static final Duration SOON = Duration.ofSeconds(20);

  private final FakeIndexService index = new FakeIndexService();

  private RunningWorker worker(TestTopic topic) {
    return new RunningWorker(RunningWorker.settings(topic, Map.of()), index, new FakeEmbedder());
  }

  private static List<String> told(TestTopic topic) {
    return topic.outcomes().stream()
        .map(
            outcome ->
                (outcome.getRecordingId().isEmpty()
                        ? outcome.getEndUserId()
                        : outcome.getRecordingId())
                    + " "
                    + outcome.getState())
        .toList();
  }

  @Test
  void tellsWhatIsIndexedAndTheSameAgainWhenTheEventComesAgain() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      String event = Events.completed("rec_1", Events.AT, "secretword");
      topic.send(0, event);
      topic.send(0, Events.renamed("rec_1", "of no concern"));
      topic.send(0, event);
      await().atMost(SOON).until(() -> topic.committed(0) == 3);
      RecordingOutcome outcome = topic.outcomes().getFirst();
      assertEquals(List.of(outcome, outcome), topic.outcomes());
      assertEquals("proj_1", outcome.getProjectId());
      assertEquals(EventMode.EVENT_MODE_LIVE, outcome.getMode());
      assertEquals("rec_1", outcome.getRecordingId());
      assertEquals("txn_1", outcome.getTranscriptionId());
      assertEquals("eu_1", outcome.getEndUserId());
      assertEquals(OutcomeState.OUTCOME_STATE_INDEXED, outcome.getState());
      assertEquals(Events.AT, RpcTime.of(outcome.getCreatedAt()));
      assertTrue(outcome.getId().matches("evt_[0-9A-Za-z]{25}"), outcome::getId);
      assertFalse(outcome.toString().contains("secretword"));
    }
  }

  @Test
  void tellsWhatHasFailedAndWhatCanNeverWork() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      topic.send(
          0,
          Events.event(
              "transcription.failed",
              Events.AT,
              """
              "recording_id":"rec_1","transcription_id":"txn_1",\
              "error":{"code":"no_audio","message":"secretword"}\
              """));
      topic.send(
          0, Events.completed("rec_2", Events.AT, "x").replace("\"end_ms\":900", "\"end_ms\":-1"));
      topic.send(0, "not json, of no recording");
      await().atMost(SOON).until(() -> topic.committed(0) == 3);
      assertEquals(
          List.of("rec_1 OUTCOME_STATE_FAILED", "rec_2 OUTCOME_STATE_FAILED"), told(topic));
      assertFalse(topic.outcomes().toString().contains("secretword"));
    }
  }

  /** Whoever listens learns of end users who have no transcript yet. */
  @Test
  void tellsThatARecordingIsKnown() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      topic.send(
          0,
          Events.event(
              "recording.created",
              Events.AT,
              "\"recording_id\":\"rec_1\",\"end_user_id\":\"eu_1\",\"title\":\"secretword\""));
      await().atMost(SOON).until(() -> topic.committed(0) == 1);
      assertEquals(List.of("rec_1 OUTCOME_STATE_CREATED"), told(topic));
      assertEquals("eu_1", topic.outcomes().getFirst().getEndUserId());
      assertFalse(topic.outcomes().toString().contains("secretword"));
    }
  }

  @Test
  void tellsADeletionTheSameEachTimeThatItComes() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      String gone = Events.event("end_user.deleted", Events.AT, "\"end_user_id\":\"eu_1\"");
      topic.send(0, gone);
      topic.send(0, gone);
      topic.send(0, Events.deleted("rec_1"));
      await().atMost(SOON).until(() -> topic.committed(0) == 3);
      assertEquals(
          List.of(
              "eu_1 OUTCOME_STATE_DELETED",
              "eu_1 OUTCOME_STATE_DELETED",
              "rec_1 OUTCOME_STATE_DELETED"),
          told(topic));
      List<RecordingOutcome> outcomes = topic.outcomes();
      assertEquals(outcomes.get(0), outcomes.get(1));
      assertTrue(!outcomes.get(1).getId().equals(outcomes.get(2).getId()));
    }
  }

  @Test
  void tellsNothingMoreOfWhatWasDeleted() {
    try (TestTopic topic = new TestTopic(1);
        RunningWorker _ = worker(topic)) {
      topic.send(0, Events.deleted("rec_1"));
      topic.send(0, Events.completed("rec_1", Events.AT, "x"));
      topic.send(0, Events.completed("rec_2", Events.AT, "x"));
      await().atMost(SOON).until(() -> topic.committed(0) == 3);
      assertEquals(
          List.of("rec_1 OUTCOME_STATE_DELETED", "rec_2 OUTCOME_STATE_INDEXED"), told(topic));
    }
  }

  @Test
  void theOffsetWaitsUntilItIsTold() {
    try (TestTopic topic = TestTopic.later()) {
      topic.createAllButOutcomes(1);
      try (RunningWorker worker = worker(topic)) {
        topic.send(0, Events.completed("rec_1", Events.AT, "x"));
        await()
            .atMost(Duration.ofSeconds(40))
            .until(() -> worker.state().waitsFor(RetryCause.OUTCOMES_TOPIC).isPresent());
        assertTrue(index.transcript("rec_1").isPresent());
        assertEquals(0, topic.committed(0));
        topic.createOutcomes();
        await().atMost(Duration.ofSeconds(40)).until(() -> topic.committed(0) == 1);
        assertEquals(List.of("rec_1 OUTCOME_STATE_INDEXED"), told(topic));
      }
    }
  }
}
