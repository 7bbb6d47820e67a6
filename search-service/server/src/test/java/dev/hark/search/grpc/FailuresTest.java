package dev.hark.search.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Change.WriteOutcome;
import dev.hark.search.index.IndexFailure.BadEmbeddingException;
import dev.hark.search.index.IndexFailure.ContentionException;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.IndexFailure.TooManyException;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** The table from failure to status, case by case. */
class FailuresTest {
  private static Status of(Throwable failure) {
    return Failures.status("Search", failure).getStatus();
  }

  private static void assertStatus(Status.Code code, String description, Status status) {
    assertEquals(code, status.getCode());
    assertEquals(description, status.getDescription());
  }

  @Test
  void whatIsWronglyAskedNamesTheField() {
    assertStatus(
        Status.Code.INVALID_ARGUMENT,
        "limit: must be 1 to 100, not 0",
        of(UnacceptableException.field("limit", "must be 1 to 100, not 0")));
  }

  @Test
  void anIndexThatDoesNotAnswerIsUnavailableWithoutSayingWhere() {
    assertStatus(
        Status.Code.UNAVAILABLE,
        "the index is not available, try again",
        of(new IndexUnavailableException("http://10.0.0.1:9200 refused")));
  }

  @Test
  void aModelThatDoesNotFitIsUnavailableAndSaysWhatDoes() {
    assertStatus(
        Status.Code.UNAVAILABLE,
        "an embedding has 384 numbers here, not 3",
        of(new BadEmbeddingException("an embedding has 384 numbers here, not 3")));
  }

  @Test
  void moreThanTheShareOfAProjectIsToldToComeAgain() {
    assertStatus(Status.Code.RESOURCE_EXHAUSTED, "BUSY: no slot", of(new BusyException("no slot")));
  }

  @Test
  void waitingInVainForOthersOrForWhatHangsIsUnavailable() {
    assertStatus(Status.Code.UNAVAILABLE, "no slot", of(new NoSlotException("no slot")));
  }

  @Test
  void moreThanCanBeCountedIsAFailedPrecondition() {
    assertStatus(Status.Code.FAILED_PRECONDITION, "too many", of(new TooManyException("too many")));
  }

  @Test
  void losingAgainstOtherWritersIsAborted() {
    assertEquals(Status.Code.ABORTED, of(new ContentionException("gave up")).getCode());
  }

  @Test
  void anotherOwnerIsAFailedPrecondition() {
    WriteOutcome foreign =
        new WriteOutcome.ForeignOwner(new RecordingId("rec_r"), new EndUserId("eu_e"));
    StatusRuntimeException thrown =
        Assertions.assertThrows(StatusRuntimeException.class, () -> ToProto.result(foreign));
    assertStatus(
        Status.Code.FAILED_PRECONDITION,
        "end_user_id: rec_r is another end user's recording, not eu_e's",
        of(thrown));
  }

  @Test
  void whatIsNotThereAndWhatIsSomebodyElsesAreTheSame() {
    assertStatus(Status.Code.NOT_FOUND, "not found", of(Failures.notFound()));
  }

  @Test
  void anythingElseIsInternalAndTellsNothing() {
    assertStatus(
        Status.Code.INTERNAL, "internal error", of(new IllegalStateException("secret detail")));
  }
}
