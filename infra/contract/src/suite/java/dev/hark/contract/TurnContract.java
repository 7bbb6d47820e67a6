package dev.hark.contract;

import static dev.hark.contract.AskFixture.alpha;
import static dev.hark.contract.AskFixture.assertNotFound;
import static dev.hark.contract.AskFixture.assertRefused;
import static dev.hark.contract.AskFixture.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Receipt;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.ask.v1.Started;
import io.grpc.Context;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway relies on when it asks, reads what was said and has it erased. */
public interface TurnContract extends AskFixture {
  @Test
  default void aTurnIsBegunToldInWordsAndCompleted() {
    Calls calls = calls();
    List<AskResponse> told = calls.ask(calls.question(Calls.library(MAYA), "When is it?"));
    Started started = told.getFirst().getStarted();
    Completed completed = told.getLast().getCompleted();
    Message answer = completed.getMessage();
    for (AskResponse between : told.subList(1, told.size() - 1)) {
      assertTrue(between.hasDelta() || between.hasCitation(), between::toString);
    }
    assertEquals(
        answer.getContent(),
        told.stream().map(event -> event.getDelta().getText()).collect(Collectors.joining()));
    assertFalse(answer.getContent().isEmpty());
    assertEquals(started.getSessionId(), completed.getSessionId());
    assertEquals(started.getMessageId(), answer.getMessageId());
    assertEquals(MAYA, completed.getEndUserId());
    assertEquals(Role.ROLE_ASSISTANT, answer.getRole());
    assertEquals(FinishReason.FINISH_REASON_STOP, answer.getFinishReason());
    assertTrue(answer.getTokens().getInput() > 0);
    List<Message> kept = calls.messages(completed.getSessionId());
    assertEquals(2, kept.size());
    assertEquals(answer, kept.getLast());
    Message question = kept.getFirst();
    assertEquals(started.getUserMessageId(), question.getMessageId());
    assertEquals(Role.ROLE_USER, question.getRole());
    assertEquals("When is it?", question.getContent());
    assertEquals("When is it?", question.getParts(0).getText());
    assertFalse(question.hasTokens());
    Session session = calls.get(completed.getSessionId());
    assertEquals("When is it?", session.getTitle(), "as nobody chose one");
    assertEquals(2, session.getMessageCount());
    assertEquals(answer.getCreatedAt(), session.getLastMessageAt());
    assertEquals(answer.getModel(), session.getLastModel());
    assertEquals(answer.getProvider(), session.getLastProvider());
  }

  @Test
  default void anAnswerHasAReceiptAndNothingElseHas() {
    Calls calls = calls();
    Completed completed =
        calls.ask(calls.question(Calls.library(MAYA), "When is it?")).getLast().getCompleted();
    String session = completed.getSessionId();
    Receipt receipt = calls.receipt(session, completed.getMessage().getMessageId());
    assertEquals(session, receipt.getSessionId());
    assertEquals(completed.getMessage().getMessageId(), receipt.getMessageId());
    assertEquals(completed.getMessage().getModel(), receipt.getModel());
    assertEquals(completed.getMessage().getProvider(), receipt.getProvider());
    String question = calls.messages(session).getFirst().getMessageId();
    for (String none : List.of(question, "msg_unknown", "no id at all")) {
      assertNotFound(() -> calls.receipt(session, none));
    }
    String other = calls.create(Calls.library(MAYA)).getSessionId();
    assertNotFound(() -> calls.receipt(other, receipt.getMessageId()));
    for (Calls others : others(calls)) {
      assertNotFound(() -> others.receipt(session, receipt.getMessageId()));
    }
  }

  @Test
  default void aTurnUnderTheSameIdIsToldAgain() {
    Calls calls = calls();
    NewSession wanted = Calls.library(MAYA).toBuilder().setSessionId(unique("as_")).build();
    AskRequest request =
        calls.question(wanted, "When?").toBuilder().setMessageId(unique("msg_")).build();
    List<AskResponse> told = calls.ask(request);
    List<AskResponse> again = calls.ask(request);
    assertEquals(told.getFirst(), again.getFirst());
    assertEquals(request.getMessageId(), again.getFirst().getStarted().getUserMessageId());
    assertEquals(told.getLast(), again.getLast());
    assertEquals(2, calls.messages(wanted.getSessionId()).size());
    calls.answer(wanted.getSessionId(), "When?");
    assertEquals(4, calls.messages(wanted.getSessionId()).size(), "asked again on purpose");
  }

  @Test
  default void aTurnGoesOnWhenTheCallerLeaves() {
    Calls calls = calls();
    String id = calls.create(alpha()).getSessionId();
    Context.CancellableContext caller = Context.current().withCancellation();
    caller.run(
        () -> {
          Iterator<AskResponse> events = stub().ask(calls.question(id, "When?"));
          assertTrue(events.next().hasStarted());
        });
    caller.cancel(null);
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> calls.get(id).getMessageCount() == 2);
  }

  @Test
  default void messagesAreListedOldestFirst() {
    Calls calls = calls();
    String id = calls.create(alpha()).getSessionId();
    calls.answer(id, "When?");
    Completed last = calls.answer(id, "Where?");
    assertEquals(0, last.getSourcesCount(), "none for one recording");
    List<Message> all = calls.messages(id);
    assertEquals("When?", all.get(0).getContent());
    assertEquals("Where?", all.get(2).getContent());
    ListMessagesResponse page = calls.messages(id, 3, "");
    assertEquals(all.subList(0, 3), page.getMessagesList());
    ListMessagesResponse next = calls.messages(id, 3, page.getNextCursor());
    assertEquals(all.subList(3, 4), next.getMessagesList());
    assertEquals("", next.getNextCursor());
    String other = calls.create(alpha()).getSessionId();
    FailureReason invalid = FailureReason.FAILURE_REASON_INVALID_REQUEST;
    assertRefused(invalid, "cursor", () -> calls.messages(other, 3, page.getNextCursor()));
    assertRefused(invalid, "limit", () -> calls.messages(id, 0, ""));
    assertRefused(invalid, "limit", () -> calls.messages(id, 101, ""));
  }

  @Test
  default void anEndUserIsErasedForGood() {
    Calls calls = calls();
    Session first = calls.create(alpha());
    calls.answer(first.getSessionId(), "When?");
    calls.create(Calls.library(MAYA));
    String jonas = calls.create(Calls.library("eu_jonas")).getSessionId();
    assertEquals(2, calls.count(MAYA).getSessions());
    assertEquals(first.getCreatedAt(), calls.count(MAYA).getCreatedAt());
    assertEquals(
        List.of("eu_jonas 1", MAYA + " 2"),
        calls.count(List.of("eu_jonas", "eu_nobody", MAYA, MAYA)).stream()
            .map(count -> count.getEndUserId() + " " + count.getSessions())
            .toList());
    assertEquals(
        Erased.newBuilder().setSessions(2).setMessages(2).build(), calls.eraseEndUser(MAYA));
    assertEquals(Erased.getDefaultInstance(), calls.eraseEndUser(MAYA));
    assertEquals(SessionCount.getDefaultInstance(), calls.count(MAYA));
    assertNotFound(() -> calls.get(first.getSessionId()));
    FailureReason notFound = FailureReason.FAILURE_REASON_NOT_FOUND;
    assertRefused(notFound, "end_user_id", () -> calls.create(Calls.library(MAYA)));
    assertEquals(notFound, calls.failure(calls.question(Calls.library(MAYA), "When?")).getReason());
    assertEquals(jonas, calls.get(jonas).getSessionId());
  }

  @Test
  default void whatIsAboutARecordingIsErasedForGood() {
    Calls calls = calls();
    String about = calls.create(alpha()).getSessionId();
    calls.answer(about, "When?");
    String other = calls.create(Calls.library(MAYA)).getSessionId();
    Erased erased = calls.eraseRecording("rec_alpha");
    assertEquals(1, erased.getSessions());
    assertEquals(2, erased.getMessages());
    assertEquals(Erased.getDefaultInstance(), calls.eraseRecording("rec_alpha"));
    assertNotFound(() -> calls.get(about));
    assertRefused(
        FailureReason.FAILURE_REASON_NOT_FOUND, "scope.recording_id", () -> calls.create(alpha()));
    assertEquals(other, calls.get(other).getSessionId());
  }

  @Test
  default void whoIsBoundToAnEndUserErasesNothing() {
    Calls calls = calls();
    Calls maya = as(calls, caller -> caller.setEndUserId(MAYA));
    String id = maya.create(alpha()).getSessionId();
    FailureReason forbidden = FailureReason.FAILURE_REASON_FORBIDDEN;
    assertRefused(forbidden, "caller.end_user_id", () -> maya.eraseEndUser(MAYA));
    assertRefused(forbidden, "caller.end_user_id", () -> maya.eraseRecording("rec_alpha"));
    for (Calls other : others(calls)) {
      if (other.caller().getEndUserId().isEmpty()) {
        assertEquals(Erased.getDefaultInstance(), other.eraseEndUser(MAYA));
        assertEquals(Erased.getDefaultInstance(), other.eraseRecording("rec_alpha"));
      }
    }
    assertEquals(id, maya.get(id).getSessionId());
  }
}
