package dev.hark.indexer.indexing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class IndexWithConversationsTest {
  private static final Envelope ENVELOPE =
      new Envelope(
          new EventId("evt_1"),
          Instant.parse("2026-05-04T09:30:00Z"),
          new ProjectId("proj_1"),
          Mode.LIVE);
  private static final RecordingDeleted RECORDING =
      new RecordingDeleted(ENVELOPE, new RecordingId("rec_1"));
  private static final EndUserDeleted END_USER =
      new EndUserDeleted(ENVELOPE, new EndUserId("eu_1"));
  private static final Result LATER = new Result.RetryLater(RetryCause.ASK_SERVICE, "down");

  private final FakeIndex index = new FakeIndex();
  private final List<Object> forgotten = new ArrayList<>();
  private Result forgetting = new Result.Indexed();
  private final RecordingIndex both =
      new IndexWithConversations(
          index,
          new Conversations() {
            @Override
            public Result forget(RecordingDeleted deletion) {
              forgotten.add(deletion);
              return forgetting;
            }

            @Override
            public Result forget(EndUserDeleted deletion) {
              forgotten.add(deletion);
              return forgetting;
            }
          });

  @Test
  void aDeletionReachesBoth() {
    assertEquals(new Result.Indexed(), both.delete(RECORDING));
    assertEquals(new Result.Indexed(), both.delete(END_USER));
    assertEquals(List.of(RECORDING, END_USER), index.calls);
    assertEquals(List.of(RECORDING, END_USER), forgotten);
  }

  @Test
  void whatTheIndexHasDeletedBeforeIsForgottenAllTheSame() {
    index.result = new Result.Stale();
    assertEquals(new Result.Indexed(), both.delete(RECORDING));
    assertEquals(List.of(RECORDING), forgotten);
  }

  @Test
  void theEventIsTriedAgainUntilBothAreDone() {
    forgetting = LATER;
    assertEquals(LATER, both.delete(RECORDING));
    index.result = new Result.RetryLater(RetryCause.SEARCH_SERVICE, "down");
    assertEquals(index.result, both.delete(END_USER));
    assertEquals(List.of(RECORDING), forgotten);
  }

  @Test
  void whatTheIndexRefusesGoesNoFurther() {
    index.result = new Result.Rejected(new Problem(ErrorCode.REFUSED_BY_INDEX, "no"));
    assertEquals(index.result, both.delete(RECORDING));
    assertEquals(List.of(), forgotten);
  }
}
