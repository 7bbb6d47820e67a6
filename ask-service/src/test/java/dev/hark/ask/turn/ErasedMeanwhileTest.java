package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.chunk;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.AskFailure.AskFailedException;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is erased while a turn runs is not in the answer that is kept, whatever the index says. */
class ErasedMeanwhileTest {
  private static final RecordingId ALPHA = new RecordingId("rec_alpha");
  private static final RecordingId BETA = new RecordingId("rec_beta");

  private final TurnFixture hark = new TurnFixture();

  /** The index knows both all the time: what Ask was told itself must be enough. */
  @BeforeEach
  void knowsRecordings() {
    for (String id : List.of("alpha", "beta")) {
      hark.library.has(
          new Recording(Fixtures.label(id), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
          new TranscriptLookup.NotReady(TranscriptionStatus.PENDING));
    }
    hark.library.finds(
        List.of(chunk("alpha", 1, "The second of June."), chunk("beta", 2, "In Oslo.")));
  }

  private Message.Answer answerWhile(Session session, Runnable erasure, String... words)
      throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says(words);
    hark.model.waitsFor(more);
    TurnLog log =
        hark.ask.ask(
            hark.caller, new Target.Existing(session.id()), TurnFixture.question("When, where?"));
    assertTrue(log.get(1, Duration.ofSeconds(5)).isPresent());
    erasure.run();
    more.countDown();
    Outcome.Answered answered = assertInstanceOf(Outcome.Answered.class, log.outcome());
    assertEquals(answered.answer(), hark.store.messages(session.id()).getLast());
    Set<RecordingId> sources =
        Set.copyOf(answered.sources().stream().map(Chunk::recordingId).toList());
    assertEquals(Set.of(BETA), sources);
    return answered.answer();
  }

  private void eraseAlpha() {
    hark.store.recording(hark.caller, ALPHA);
  }

  @Test
  void anAnswerThatCitesItIsKeptWithoutItsWords() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Message.Answer answer =
        answerWhile(session, this::eraseAlpha, "On 2 June [S1]", ", in Oslo [S2].");
    assertEquals(Erasures.INSTEAD, answer.content());
    assertEquals(List.of(), answer.cited());
  }

  @Test
  void aSentenceOfItGoesAndOneOfAnotherStays() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Message.Answer answer =
        answerWhile(session, this::eraseAlpha, "It is on the second of June", ". In Oslo [S2].");
    assertEquals("In Oslo.", answer.content());
    assertEquals(List.of(new ChunkId("chk_beta2")), answer.cited());
  }

  @Test
  void aSentenceThatCitesAnotherAloneMayHoldItsWords() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Message.Answer answer =
        answerWhile(session, this::eraseAlpha, "In Oslo, in June [S2]", ". In Oslo [S2].");
    assertEquals("In Oslo.", answer.content());
  }

  @Test
  void aLaterAnswerMayRepeatItsWordsAndCiteAnother() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.says("We gather when the summer begins [S1].");
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    hark.library.finds(List.of(chunk("beta", 2, "In Oslo.")));
    Message.Answer answer =
        answerWhile(
            session,
            this::eraseAlpha,
            "You gather when the summer begins",
            ", I said: we gather when the summer begins [S1]. In Oslo [S1].");
    assertEquals("In Oslo.", answer.content());
  }

  @Test
  void anAnswerThatCitesNothingMayHoldItsWords() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Message.Answer answer = answerWhile(session, this::eraseAlpha, "On 2 June", ".");
    assertEquals(Erasures.INSTEAD, answer.content());
  }

  @Test
  void anAnswerThatCitesOthersAloneStays() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Message.Answer answer = answerWhile(session, this::eraseAlpha, "In Oslo [S2]", ".");
    assertEquals("In Oslo.", answer.content());
  }

  @Test
  void anAnswerThatCitesNothingMayRepeatWhatWasSaidBefore() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.says("On 2 June [S1].");
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    hark.library.finds(List.of(chunk("beta", 2, "In Oslo.")));
    Message.Answer answer = answerWhile(session, this::eraseAlpha, "On 2 June", ", as I said.");
    assertEquals(Erasures.INSTEAD, answer.content());
  }

  @Test
  void anAnswerThatCitesNothingMayRepeatOneThatCitedNothing() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.says("On 2 June.");
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    hark.library.finds(List.of(chunk("beta", 2, "In Oslo.")));
    Message.Answer answer = answerWhile(session, this::eraseAlpha, "On 2 June", ", as I said.");
    assertEquals(Erasures.INSTEAD, answer.content());
  }

  @Test
  void whatIsErasedBeforeTheModelWritesIsNotTold() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.obeys(
        request -> {
          eraseAlpha();
          return List.of("On 2 June [S1]", ", in Oslo [S2].");
        });
    TurnLog log =
        hark.ask.ask(
            hark.caller, new Target.Existing(session.id()), TurnFixture.question("When, where?"));
    Outcome.Answered answered = assertInstanceOf(Outcome.Answered.class, log.outcome());
    assertEquals(Erasures.INSTEAD, answered.answer().content());
    assertInstanceOf(
        TurnEvent.Ended.class, log.get(1, Duration.ofSeconds(5)).orElseThrow(), "nothing told");
  }

  @Test
  void whoJoinsAfterTheErasureIsNotToldWhatWasToldBefore() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("On 2 June [S1]", ", in Oslo [S2].");
    hark.model.waitsFor(more);
    Target target = new Target.Existing(session.id());
    TurnLog first = hark.ask.ask(hark.caller, target, TurnFixture.question("When, where?"));
    assertInstanceOf(
        TurnEvent.Written.class, first.get(1, Duration.ofSeconds(5)).orElseThrow(), "told");
    eraseAlpha();
    TurnLog joined = hark.ask.ask(hark.caller, target, TurnFixture.question("When, where?"));
    assertTrue(joined.get(0, Duration.ofSeconds(5)).isPresent(), "has joined");
    more.countDown();
    for (TurnLog log : List.of(first, joined)) {
      log.outcome();
      for (int i = 0; !(log.get(i, Duration.ZERO).orElseThrow() instanceof TurnEvent.Ended); i++) {
        assertFalse(log.get(i, Duration.ZERO).orElseThrow() instanceof TurnEvent.Written);
      }
    }
  }

  @Test
  void nothingIsMadeForAnErasedEndUser() {
    hark.store.endUser(hark.caller, Fixtures.MAYA);
    AskFailedException refused =
        assertThrows(AskFailedException.class, () -> hark.session(new Scope.Library()));
    assertEquals(new AskFailure.NotFound("end_user_id"), refused.failure());
  }

  @Test
  void aTurnOfAnErasedEndUserKeepsNothing() throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("On 2 June", ".");
    hark.model.waitsFor(more);
    Target fresh =
        new Target.Fresh(
            new NewSession(
                new Scope.Library(),
                Optional.of(Fixtures.MAYA),
                Optional.empty(),
                Optional.empty()));
    TurnLog log = hark.ask.ask(hark.caller, fresh, TurnFixture.question("When?"));
    assertTrue(log.get(1, Duration.ofSeconds(5)).isPresent());
    hark.store.endUser(hark.caller, Fixtures.MAYA);
    more.countDown();
    assertEquals(new Outcome.Failed(new AskFailure.NotFound("")), log.outcome());
    assertEquals(List.of(), hark.store.all());
  }
}
