package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.JONAS;
import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.label;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MentionsTest {
  private static final RecordingId ALPHA = new RecordingId("rec_alpha");

  private final TurnFixture hark = new TurnFixture();

  @BeforeEach
  void knowsThreeRecordings() {
    has("alpha", MAYA);
    has("beta", MAYA);
    has("gamma", JONAS);
  }

  private void has(String id, EndUserId owner) {
    hark.library.has(
        new Recording(label(id), owner, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Found(new Transcript(label(id), List.of())));
  }

  private Outcome ask(Scope scope, String... mentioned) throws InterruptedException {
    Session session = hark.session(scope);
    Question question =
        new Question(
            "When?",
            Optional.empty(),
            Stream.of(mentioned).map(RecordingId::new).toList(),
            Set.of());
    Outcome outcome =
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome();
    if (outcome instanceof Outcome.Failed) {
      assertEquals(List.of(), hark.store.messages(session.id()), "nothing is stored");
    }
    return outcome;
  }

  private static void assertRefused(AskFailure failure, Outcome outcome) {
    assertEquals(failure, assertInstanceOf(Outcome.Failed.class, outcome).failure());
  }

  private static AskFailure outside(int place) {
    String param = "context_refs[" + place + "].id";
    return new AskFailure.Invalid(
        param, param + " is outside the session's scope: leave it out, or ask elsewhere.");
  }

  @Test
  void whatIsUnknownOrSomebodyElsesIsNotFound() throws InterruptedException {
    for (Scope scope : List.of(new Scope.Library(), new Scope.Selected(List.of(ALPHA)))) {
      for (String other : List.of("rec_gamma", "rec_nowhere")) {
        assertRefused(
            new AskFailure.NotFound("context_refs[1].id"), ask(scope, "rec_alpha", other));
      }
    }
  }

  @Test
  void whatIsOutsideTheScopeIsInvalid() throws InterruptedException {
    assertRefused(outside(1), ask(new Scope.Selected(List.of(ALPHA)), "rec_alpha", "rec_beta"));
    assertRefused(outside(0), ask(new Scope.Recording(ALPHA, Optional.empty()), "rec_beta"));
  }

  @Test
  void whatIsDeletedSinceItWasChosenIsNotFound() throws InterruptedException {
    Session session = hark.session(new Scope.Selected(List.of(ALPHA)));
    hark.library.deletes(ALPHA);
    Question question = new Question("When?", Optional.empty(), List.of(ALPHA), Set.of());
    assertRefused(
        new AskFailure.NotFound("context_refs[0].id"),
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome());
  }

  @Test
  void whatIsInsideIsKeptWithTheMessage() throws InterruptedException {
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, ask(new Scope.Library(), "rec_beta", "rec_alpha"));
    Message.FromUser said = (Message.FromUser) hark.store.messages(answered.session()).getFirst();
    assertEquals(List.of(new RecordingId("rec_beta"), ALPHA), said.mentioned());
  }

  @Test
  void aSessionThatBeginsWithTheQuestionIsNotMade() throws InterruptedException {
    Target fresh =
        new Target.Fresh(
            new NewSession(
                new Scope.Library(), Optional.of(MAYA), Optional.empty(), Optional.empty()));
    Question question =
        new Question("When?", Optional.empty(), List.of(new RecordingId("rec_gamma")), Set.of());
    assertRefused(
        new AskFailure.NotFound("context_refs[0].id"),
        hark.ask.ask(hark.caller, fresh, question).outcome());
    assertEquals(List.of(), hark.store.all());
  }
}
