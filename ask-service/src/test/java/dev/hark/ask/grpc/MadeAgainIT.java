package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ModelFailure;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.search.v1.TranscriptionStatus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls whose ids the caller chose, made again: nothing is done twice. */
class MadeAgainIT {
  private static final String MAYA = "eu_maya";
  private static AskOverPostgres hark;

  private final String rest = "00" + new Random().nextLong(1L << 60);
  private final String session = "as_" + rest;
  private final String message = "msg_" + rest;
  private Calls calls;
  private int before;

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
    calls = new Calls(hark.stub(), Calls.caller("p" + rest));
    hark.search.has(calls.caller(), "rec_alpha", MAYA, 3);
    hark.model.recovers();
    hark.model.says("It is", " agreed [S1].");
    before = hark.model.asked().size();
  }

  private NewSession library() {
    return Calls.library(MAYA).toBuilder().setSessionId(session).build();
  }

  private AskRequest first() {
    return calls.question(library(), "When?").toBuilder().setMessageId(message).build();
  }

  private List<Role> roles() {
    return calls.messages(session).stream().map(Message::getRole).toList();
  }

  @Test
  void aSessionIsMadeOnce() {
    Session made = calls.create(library());
    assertEquals(session, made.getSessionId());
    assertEquals(made, calls.create(library()));
  }

  @Test
  void aFinishedTurnIsToldAgainWithoutAModel() {
    List<AskResponse> told = calls.ask(first());
    List<AskResponse> again = calls.ask(first());
    Completed completed = told.getLast().getCompleted();
    assertEquals(completed, again.getLast().getCompleted());
    assertEquals(told.getFirst(), again.getFirst());
    assertEquals(message, again.getFirst().getStarted().getUserMessageId());
    assertEquals(session, completed.getSessionId());
    assertFalse(completed.getSourcesList().isEmpty());
    assertTrue(again.stream().anyMatch(AskResponse::hasCitation));
    assertEquals(before + 1, hark.model.asked().size());
    assertEquals(List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT), roles());
  }

  @Test
  void aFinishedTurnIsToldAgainWhileSearchIsAwayWithoutItsSources() {
    Completed completed = calls.ask(first()).getLast().getCompleted();
    hark.search.isDown(true);
    try {
      Completed again = calls.ask(first()).getLast().getCompleted();
      assertEquals(completed.getMessage(), again.getMessage());
      assertEquals(0, again.getSourcesCount());
    } finally {
      hark.search.isDown(false);
    }
    assertEquals(completed, calls.ask(first()).getLast().getCompleted());
    assertEquals(before + 1, hark.model.asked().size());
  }

  @Test
  void aFinishedTurnHasTheSameSourcesWhenThereIsMoreToFind() {
    AskRequest quoting = first().toBuilder().addInclude(Include.INCLUDE_QUOTES).build();
    Completed completed = calls.ask(quoting).getLast().getCompleted();
    hark.search.has(calls.caller(), "rec_beta", MAYA, 3);
    assertEquals(completed, calls.ask(quoting).getLast().getCompleted());
  }

  @Test
  void aTurnOverARecordingIsToldAgainWhileItIsTranscribedAnewAndAfterwards() {
    hark.search.has(calls.caller(), "rec_gamma", MAYA, 3);
    NewSession whole =
        Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", "rec_gamma").toBuilder()
            .setSessionId(session)
            .build();
    AskRequest request =
        calls.question(whole, "When?").toBuilder()
            .setMessageId(message)
            .addInclude(Include.INCLUDE_QUOTES)
            .build();
    Completed completed = calls.ask(request).getLast().getCompleted();
    assertEquals(completed, calls.ask(request).getLast().getCompleted());
    hark.search.hasWithoutWords(
        calls.caller(), "rec_gamma", MAYA, TranscriptionStatus.TRANSCRIPTION_STATUS_PROCESSING);
    assertEquals(completed, calls.ask(request).getLast().getCompleted());
    hark.search.has(calls.caller(), "rec_gamma", MAYA, 0);
    Completed again = calls.ask(request).getLast().getCompleted();
    assertEquals(completed.getMessage(), again.getMessage());
    assertEquals("", again.getQuotes(0).getText());
    assertEquals(before + 1, hark.model.asked().size());
  }

  @Test
  void aLaterTurnDoesNotChangeWhatIsToldAgain() {
    Completed completed = calls.ask(first()).getLast().getCompleted();
    calls.answer(session, "And what about the next one?");
    assertEquals(completed.getMessage(), calls.ask(first()).getLast().getCompleted().getMessage());
    assertEquals(before + 2, hark.model.asked().size());
    assertEquals(4, roles().size());
  }

  @Test
  void aFailedTurnIsAnsweredWithoutASecondMessageOrSession() {
    hark.model.failsWith(new ModelFailure.Broken("not now"));
    assertEquals(session, calls.failure(first()).getSessionId());
    assertEquals(List.of(Role.ROLE_USER), roles());
    hark.model.recovers();
    assertTrue(calls.ask(first()).getLast().hasCompleted());
    assertEquals(List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT), roles());
  }

  private AskRequest underAnotherId() {
    return calls.question(session, "When?").toBuilder().setMessageId(message + "x").build();
  }

  private void assertOneTurnUnderBothIds(Completed answer) {
    for (AskRequest request : List.of(underAnotherId(), first())) {
      List<AskResponse> again = calls.ask(request);
      assertEquals(message, again.getFirst().getStarted().getUserMessageId());
      assertEquals(answer.getMessage(), again.getLast().getCompleted().getMessage());
    }
    assertEquals(List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT), roles());
  }

  @Test
  void theSameWordsUnderAnotherIdJoinTheMessageThatWaitsAndAreKnownByThatIdToo() {
    hark.model.failsWith(new ModelFailure.Broken("not now"));
    calls.failure(first());
    calls.failure(underAnotherId());
    hark.model.recovers();
    Completed answer = calls.ask(first()).getLast().getCompleted();
    int asked = hark.model.asked().size();
    assertOneTurnUnderBothIds(answer);
    assertEquals(asked, hark.model.asked().size());
  }

  @Test
  void theSameWordsUnderAnotherIdJoinTheTurnThatRunsAndAreKnownByThatIdToo() {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    try {
      Iterator<AskResponse> one = calls.stub().ask(first());
      assertTrue(one.next().hasStarted());
      Iterator<AskResponse> other = calls.stub().ask(underAnotherId());
      assertEquals(message, other.next().getStarted().getUserMessageId());
      more.countDown();
      Completed answer = last(one).getCompleted();
      assertEquals(answer, last(other).getCompleted());
      assertOneTurnUnderBothIds(answer);
      assertEquals(before + 1, hark.model.asked().size());
    } finally {
      more.countDown();
      hark.model.waitsFor(new CountDownLatch(0));
    }
  }

  private static AskResponse last(Iterator<AskResponse> events) {
    AskResponse last = events.next();
    while (events.hasNext()) {
      last = events.next();
    }
    return last;
  }

  @Test
  void theSameWordsUnderAnotherIdAreAnotherMessage() {
    calls.ask(first());
    assertEquals(
        message + "x", calls.ask(underAnotherId()).getFirst().getStarted().getUserMessageId());
    assertEquals(4, roles().size());
  }

  @Test
  void twoAtOnceAreOneTurn() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<List<AskResponse>>> both = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        both.add(threads.submit(() -> calls.ask(first())));
      }
      more.countDown();
      assertEquals(
          both.get(0).get().getLast().getCompleted().getMessage(),
          both.get(1).get().getLast().getCompleted().getMessage());
    } finally {
      hark.model.waitsFor(new CountDownLatch(0));
    }
    assertEquals(List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT), roles());
  }

  @Test
  void anotherProjectNeverMeetsIt() {
    calls.ask(first());
    Calls other = new Calls(hark.stub(), Calls.caller("other" + rest));
    NewSession same = library();
    AskRequest request = other.question(same, "When?").toBuilder().setMessageId(message).build();
    assertTrue(other.ask(request).getLast().hasFailed());
    assertNotEquals(0, roles().size());
  }
}
