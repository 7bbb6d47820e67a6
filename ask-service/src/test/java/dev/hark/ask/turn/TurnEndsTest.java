package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** However a turn goes, it has an end, and an end that says what is so. */
class TurnEndsTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  private final TurnFixture hark = new TurnFixture();

  @BeforeEach
  void knowsARecording() {
    hark.library.has(
        new Recording(label("alpha"), MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Found(new Transcript(label("alpha"), List.of())));
  }

  @Test
  void anAnswerIsNotLostBecauseTheStoreIsAwayForAMoment() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.obeys(
        request -> {
          hark.store.goDown();
          Thread.ofVirtual().start(hark.store::comeBackAfterAnAnswerCame);
          return List.of("Yes.");
        });
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(2, hark.store.messages(session.id()).size());
  }

  @Test
  void anErrorEndsTheTurnForAllWhoFollowIt() throws InterruptedException {
    CountDownLatch joined = new CountDownLatch(1);
    hark.model.obeys(
        request -> {
          await(joined);
          throw new OutOfMemoryError("scripted");
        });
    Session session = hark.session(new Scope.Library());
    Target target = new Target.Existing(session.id());
    TurnLog first = hark.ask.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(first.get(0, SOON).isPresent());
    TurnLog second = hark.ask.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(second.get(0, SOON).isPresent());
    joined.countDown();
    for (TurnLog turn : List.of(first, second)) {
      Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, turn.outcome());
      assertInstanceOf(AskFailure.Internal.class, failed.failure());
    }
    assertEquals(1, hark.faults.size());
    hark.model.says("Yes.");
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
  }

  @Test
  void aMarkerBeforeAnyWordsFollowsTheFirstWords() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    hark.model.says("[S1] It is on", " 2 June.");
    Session session = hark.session(new Scope.Library());
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    List<Part> parts = answered.answer().parts();
    assertEquals(new Part.Text("It is on 2 June."), parts.getFirst());
    assertInstanceOf(Part.Citation.class, parts.getLast());
    assertEquals(2, parts.size());
  }

  @Test
  void thoughtsThatWereTakenForWordsAreNeitherStoredNorCited() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    hark.model.thinksAloud("Maybe in S1", " [S1]. Or [S1");
    hark.model.says("It is on 2 June.");
    Session session = hark.session(new Scope.Library());
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(List.of(new Part.Text("It is on 2 June.")), answered.answer().parts());
  }

  @Test
  void saysWhatHelpsWhenAModelFails() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.says();
    hark.model.failsWith(new ModelFailure.OnlyThoughts("x"));
    assertEquals(AskFailure.ProviderFailed.Remedy.ASK_FOR_LESS, remedy(session));
    hark.model.failsWith(new ModelFailure.Refused("x"));
    assertEquals(AskFailure.ProviderFailed.Remedy.OPERATOR, remedy(session));
    hark.model.failsWith(new ModelFailure.TimedOut("x"));
    assertEquals(AskFailure.ProviderFailed.Remedy.SEND_AGAIN, remedy(session));
  }

  private AskFailure.ProviderFailed.Remedy remedy(Session session) throws InterruptedException {
    Outcome.Failed failed = assertInstanceOf(Outcome.Failed.class, hark.ask(session, "When?"));
    return assertInstanceOf(AskFailure.ProviderFailed.class, failed.failure()).remedy();
  }

  @Test
  void theSameWordsWithOtherOptionsGetWhatTheyAskFor() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("It is on 2 June", " [S1].");
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    Target target = new Target.Existing(session.id());
    TurnLog plain = hark.ask.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(plain.get(1, SOON).isPresent());
    Question quoting =
        new Question("When?", Optional.empty(), List.of(), Set.of(Question.Include.QUOTES));
    TurnLog quoted = hark.ask.ask(hark.caller, target, quoting);
    assertTrue(quoted.get(1, SOON).isPresent());
    more.countDown();
    assertEquals(0, assertInstanceOf(Outcome.Answered.class, plain.outcome()).quotes().size());
    assertEquals(1, assertInstanceOf(Outcome.Answered.class, quoted.outcome()).quotes().size());
    assertEquals(2, hark.store.messages(session.id()).size(), "one question, one answer");
  }

  @Test
  void finishingWaitsForTurnsThatNobodyListensToAndTakesNoMore() throws Exception {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    TurnLog turn =
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), TurnFixture.question("When?"));
    assertTrue(turn.get(1, SOON).isPresent());
    Thread finishing = Thread.ofVirtual().start(() -> finish(hark.ask));
    assertFalse(finishing.join(Duration.ofMillis(50)));
    more.countDown();
    assertTrue(finishing.join(SOON));
    assertInstanceOf(Outcome.Answered.class, turn.outcome());
    assertInstanceOf(Outcome.Failed.class, hark.ask(session, "And now?"));
  }

  private static void finish(AskQuestion ask) {
    try {
      ask.finish(SOON);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
