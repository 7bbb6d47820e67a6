package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.session.Erasures;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Coverage;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Quote;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.search.v1.TranscriptionStatus;
import io.grpc.Status;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every call and every failure, over a real PostgreSQL. */
class AskOverPostgresIT {
  private static final String MAYA = "eu_maya";
  private static AskOverPostgres hark;

  private Calls calls;

  @BeforeAll
  static void start() throws IOException {
    hark = new AskOverPostgres();
  }

  @AfterAll
  static void stop() {
    hark.close();
  }

  @BeforeEach
  void begin() {
    calls = new Calls(hark.stub(), Calls.caller("p" + new Random().nextLong(1L << 60)));
    hark.search.has(calls.caller(), "rec_alpha", MAYA, 3);
    hark.search.has(calls.caller(), "rec_huge", MAYA, 3_000);
    hark.search.hasWithoutWords(
        calls.caller(), "rec_late", MAYA, TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING);
    hark.search.hasWithoutWords(
        calls.caller(), "rec_broken", MAYA, TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED);
    asUsual();
  }

  private static void asUsual() {
    hark.search.isDown(false);
    hark.model.recovers();
    hark.model.waitsFor(new CountDownLatch(0));
    hark.model.says("It is", " agreed [S1].");
  }

  @Test
  void tellsEveryFailureWithItsFields() {
    AskFailure invalid = calls.failure(calls.question(Calls.library(MAYA), " "));
    assertEquals(FailureReason.FAILURE_REASON_INVALID_REQUEST, invalid.getReason());
    assertEquals("content", invalid.getParam());
    AskRequest bound =
        calls.question(Calls.library(MAYA), "When?").toBuilder()
            .setCaller(calls.caller().toBuilder().setEndUserId("eu_jonas"))
            .build();
    assertEquals(FailureReason.FAILURE_REASON_FORBIDDEN, calls.failure(bound).getReason());
    assertEquals("end_user_id", calls.failure(bound).getParam());
    AskFailure unknown = calls.failure(calls.question("as_unknown", "When?"));
    assertEquals(FailureReason.FAILURE_REASON_NOT_FOUND, unknown.getReason());
    AskFailure late = calls.failure(calls.question(recording("rec_late"), "When?"));
    assertEquals(FailureReason.FAILURE_REASON_TRANSCRIPTION_NOT_READY, late.getReason());
    assertEquals(
        TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING, late.getTranscriptionStatus());
    assertEquals(
        TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED,
        calls.failure(calls.question(recording("rec_broken"), "When?")).getTranscriptionStatus());
    AskFailure large = calls.failure(calls.question(recording("rec_huge"), "When?"));
    assertEquals(FailureReason.FAILURE_REASON_TRANSCRIPT_TOO_LARGE, large.getReason());
    assertTrue(large.getTranscriptTokens() > large.getMaxTokens(), large::toString);
    assertTrue(large.getMaxTokens() > 0, large::toString);
    assertEquals(0, count(), "nothing is left behind");
  }

  @Test
  void aRowThatCannotBeReadIsAFaultAndNoOutage() throws SQLException {
    String id = calls.create(Calls.library(MAYA)).getSessionId();
    try (Connection connection = hark.connection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE ask.sessions SET title = '' WHERE id = '" + id + "'");
    }
    int before = hark.faults.size();
    Calls.Refusal read = Calls.refusal(() -> calls.get(id));
    assertEquals(Status.Code.INTERNAL, read.code());
    assertEquals(FailureReason.FAILURE_REASON_INTERNAL, read.failure().getReason());
    assertFalse(read.failure().hasRetryAfter());
    AskFailure asked = calls.failure(calls.question(id, "When?"));
    assertEquals(FailureReason.FAILURE_REASON_INTERNAL, asked.getReason());
    assertEquals(before + 2, hark.faults.size(), "each noted once");
    assertTrue(
        List.of(hark.faults.getLast().getStackTrace()).stream()
            .anyMatch(line -> line.getClassName().endsWith("SessionRow")),
        "says where");
  }

  @Test
  void answersTheKeptMessageWhenItIsSentAgainAfterAFailure() {
    String id = calls.create(Calls.library(MAYA)).getSessionId();
    hark.model.says();
    hark.model.failsWith(new ModelFailure.Busy("429", Optional.of(Duration.ofSeconds(9))));
    AskFailure failed = calls.failure(calls.question(id, "When?"));
    assertEquals(FailureReason.FAILURE_REASON_PROVIDER_ERROR, failed.getReason());
    assertEquals(id, failed.getSessionId());
    assertEquals(9, failed.getRetryAfter().getSeconds());
    hark.search.isDown(true);
    AskFailure down = calls.failure(calls.question(id, "When?"));
    assertEquals(FailureReason.FAILURE_REASON_UNAVAILABLE, down.getReason());
    assertEquals(id, down.getSessionId());
    assertTrue(down.getRetryAfter().getSeconds() > 0, down::toString);
    Message kept = calls.messages(id).getFirst();
    assertEquals(1, calls.get(id).getMessageCount());
    asUsual();
    List<AskResponse> events = calls.ask(calls.question(id, "When?"));
    assertEquals(kept.getMessageId(), events.getFirst().getStarted().getUserMessageId());
    assertEquals(List.of(kept, events.getLast().getCompleted().getMessage()), calls.messages(id));
  }

  @Test
  void keepsTheSessionThatAFailedFirstMessageMade() {
    hark.model.says();
    hark.model.failsWith(new ModelFailure.TimedOut("first word"));
    String id = calls.failure(calls.question(Calls.library(MAYA), "When?")).getSessionId();
    assertEquals("When?", calls.get(id).getTitle());
    asUsual();
    calls.answer(id, "When?");
    assertEquals(2, calls.messages(id).size());
  }

  @Test
  void saysNothingOfARecordingThatIsDeletedWhileTheModelWrites() throws Exception {
    hark.search.has(calls.caller(), "rec_gone", "eu_gone", 2);
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("It is agreed [S1]", ".");
    hark.model.waitsFor(more);
    String id = calls.create(Calls.library("eu_gone")).getSessionId();
    Iterator<AskResponse> events = hark.stub().ask(calls.question(id, "When?"));
    assertTrue(events.next().hasStarted());
    assertTrue(events.next().hasDelta());
    hark.search.deletes(calls.caller(), "rec_gone");
    more.countDown();
    List<AskResponse> rest = new ArrayList<>();
    events.forEachRemaining(rest::add);
    Completed completed = rest.getLast().getCompleted();
    assertEquals(Erasures.INSTEAD, completed.getMessage().getContent());
    assertEquals(1, completed.getMessage().getPartsCount(), completed::toString);
    assertEquals(0, completed.getSourcesCount(), completed::toString);
    assertEquals(completed.getMessage(), calls.messages(id).get(1));
  }

  @Test
  void tellsCoverageAndQuotesWhenAsked() {
    AskRequest request =
        calls.question(Calls.library(MAYA), "When?").toBuilder()
            .addInclude(Include.INCLUDE_COVERAGE)
            .addInclude(Include.INCLUDE_QUOTES)
            .build();
    Completed completed = calls.ask(request).getLast().getCompleted();
    Coverage coverage = completed.getCoverage();
    assertEquals(
        List.of(4L, 2L, 1L, 1L),
        List.of(
            coverage.getRecordings(),
            coverage.getIndexed(),
            coverage.getPending(),
            coverage.getFailed()));
    assertEquals(2, coverage.getMissingCount());
    Quote quote = completed.getQuotes(0);
    assertEquals(1, completed.getQuotesCount());
    assertEquals(4_000, quote.getEndMs() - quote.getStartMs());
    assertEquals("Maya", quote.getSpeaker());
    assertTrue(quote.getText().startsWith("Segment 0 of "), quote::getText);
    Completed plain =
        calls.ask(request.toBuilder().clearInclude().build()).getLast().getCompleted();
    assertEquals(0, plain.getQuotesCount());
    assertTrue(!plain.hasCoverage());
  }

  private static NewSession recording(String id) {
    return Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", id);
  }

  private long count() {
    return calls.count(MAYA).getSessions();
  }
}
