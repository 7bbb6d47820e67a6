package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.Outcome.Coverage;
import dev.hark.ask.turn.TurnLog.TurnEvent;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskQuestionTest {
  private static final RecordingId ALPHA = new RecordingId("rec_alpha");

  private final TurnFixture hark = new TurnFixture();

  @BeforeEach
  void knowsARecording() {
    recording(TranscriptionStatus.COMPLETED, new TranscriptLookup.Found(transcript(1)));
  }

  @Test
  void saysNothingOfARecordingThatIsDeletedWhileTheModelWrites() throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    hark.model.says("It is on 2 June [S1]", ".");
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    TurnLog log =
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), TurnFixture.question("When?"));
    assertTrue(log.get(1, Duration.ofSeconds(5)).isPresent());
    hark.library.deletes(ALPHA);
    more.countDown();
    Outcome.Answered answered = assertInstanceOf(Outcome.Answered.class, log.outcome());
    assertEquals(List.of(new Part.Text(Erasures.INSTEAD)), answered.answer().parts());
    assertEquals(List.of(), answered.answer().cited());
  }

  @Test
  void answersWithVerifiedCitationsAndStoresBothMessages() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    hark.model.says("It is on 2 Ju", "ne [S", "1]. Or so [S9].");
    Session session = hark.session(new Scope.Library());
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    List<Part> parts =
        List.of(
            new Part.Text("It is on 2 June"),
            new Part.Citation(ALPHA, Duration.ofSeconds(30)),
            new Part.Text(". Or so."));
    assertEquals(parts, answered.answer().parts());
    assertEquals("It is on 2 June. Or so.", answered.answer().content());
    assertEquals(new TokenUse(100, 10, 5), answered.answer().tokens());
    assertEquals("scripted-1", answered.answer().by().model());
    assertEquals(List.of(chunk("alpha", 3, "x").id()), answered.answer().cited());
    assertEquals(1, answered.sources().size());
    assertEquals(
        List.of("When?", "It is on 2 June. Or so."),
        hark.store.messages(session.id()).stream().map(Message::content).toList());
  }

  @Test
  void tellsEachPieceBeforeTheEnd() throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("First", " second");
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    TurnLog log =
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), TurnFixture.question("When?"));
    assertInstanceOf(TurnEvent.Started.class, log.get(0, Duration.ofSeconds(5)).orElseThrow());
    assertEquals(
        new TurnEvent.Written(new Part.Text("First")),
        log.get(1, Duration.ofSeconds(5)).orElseThrow());
    assertEquals(Optional.empty(), log.get(2, Duration.ofMillis(1)));
    more.countDown();
    assertInstanceOf(Outcome.Answered.class, log.outcome());
  }

  @Test
  void answersTheSameMessageAfterTheModelFailed() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.failsWith(new ModelFailure.Busy("429", Optional.of(Duration.ofSeconds(9))));
    assertEquals(
        new Outcome.Failed(
            new AskFailure.ProviderFailed(
                session.id(),
                Optional.of(Duration.ofSeconds(9)),
                AskFailure.ProviderFailed.Remedy.SEND_AGAIN)),
        hark.ask(session, "When?"));
    assertEquals(1, hark.store.messages(session.id()).size());
    hark.model.recovers();
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(2, hark.store.messages(session.id()).size());
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(4, hark.store.messages(session.id()).size(), "asked again on purpose");
  }

  @Test
  void answersTwoEqualMessagesAtOnceWithOneTurn() throws InterruptedException {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    Target target = new Target.Existing(session.id());
    TurnLog first = hark.ask.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(first.get(1, Duration.ofSeconds(5)).isPresent());
    TurnLog second = hark.ask.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(second.get(1, Duration.ofSeconds(5)).isPresent());
    more.countDown();
    assertEquals(first.outcome(), second.outcome());
    assertEquals(1, hark.model.asked().size());
    assertEquals(2, hark.store.messages(session.id()).size());
  }

  @Test
  void keepsTheMessageWhenTheSearchIsDown() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.library.goDown();
    AskFailure.Unavailable unavailable =
        assertInstanceOf(AskFailure.Unavailable.class, failure(hark.ask(session, "When?")));
    assertEquals(Optional.of(session.id()), unavailable.session());
    assertEquals(List.of(), hark.model.asked(), "never answers from nothing");
    assertEquals(1, hark.store.messages(session.id()).size());
    hark.library.comeBack();
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(2, hark.store.messages(session.id()).size());
  }

  @Test
  void saysUnavailableWhenTheStoreIsDown() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.store.goDown();
    assertInstanceOf(AskFailure.Unavailable.class, failure(hark.ask(session, "When?")));
  }

  @Test
  void saysInternalWhenARowCannotBeReadAndTakesNoteOfItOnce() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.store.breaks();
    assertEquals(new AskFailure.Internal(Optional.empty()), failure(hark.ask(session, "When?")));
    assertEquals(1, hark.faults.size());
  }

  @Test
  void readsARecordingWholeAndGivesNoSources() throws InterruptedException {
    recording(TranscriptionStatus.COMPLETED, new TranscriptLookup.Found(transcript(3)));
    hark.model.says("Words [S2].");
    Session session = hark.session(new Scope.Recording(ALPHA, Optional.empty()));
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(List.of(), answered.sources());
    assertEquals(new Part.Citation(ALPHA, Duration.ofSeconds(6)), answered.answer().parts().get(1));
    assertEquals(new Scope.Recording(ALPHA, Optional.of("Title of alpha")), session.scope());
  }

  @Test
  void refusesATranscriptThatIsNotReadyAndStoresNothing() throws InterruptedException {
    recording(
        TranscriptionStatus.PROCESSING,
        new TranscriptLookup.NotReady(TranscriptionStatus.PROCESSING));
    Session session = hark.session(new Scope.Recording(ALPHA, Optional.empty()));
    assertEquals(
        new AskFailure.NotReady(TranscriptionStatus.PROCESSING), failure(hark.ask(session, "W?")));
    assertEquals(List.of(), hark.store.messages(session.id()));
  }

  @Test
  void refusesATranscriptThatDoesNotFitAndStoresNothing() throws InterruptedException {
    recording(TranscriptionStatus.COMPLETED, new TranscriptLookup.Found(transcript(3_000)));
    NewSession wanted =
        new NewSession(
            new Scope.Recording(ALPHA, Optional.empty()),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    Outcome outcome =
        hark.ask
            .ask(hark.caller, new Target.Fresh(wanted), TurnFixture.question("When?"))
            .outcome();
    AskFailure.TooLarge large = assertInstanceOf(AskFailure.TooLarge.class, failure(outcome));
    assertTrue(large.transcriptTokens() > large.maxTokens());
    assertEquals(List.of(), hark.store.all());
  }

  @Test
  void makesASessionWithTheFirstMessageAsItsTitle() throws InterruptedException {
    NewSession wanted =
        new NewSession(new Scope.Library(), Optional.of(MAYA), Optional.empty(), Optional.empty());
    String long300 = "👍".repeat(300);
    assertInstanceOf(
        Outcome.Answered.class,
        hark.ask
            .ask(hark.caller, new Target.Fresh(wanted), TurnFixture.question(long300))
            .outcome());
    assertEquals("👍".repeat(100), hark.store.all().getFirst().title());
  }

  @Test
  void saysThatAnUnknownSessionIsNotFound() throws InterruptedException {
    Target unknown = new Target.Existing(new SessionId("as_unknown"));
    assertEquals(
        new AskFailure.NotFound(""),
        failure(hark.ask.ask(hark.caller, unknown, TurnFixture.question("When?")).outcome()));
  }

  @Test
  void refusesAProviderThatIsNotSetUp() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    Question question = new Question("When?", Optional.of("claude"), List.of(), Set.of());
    AskFailure.Invalid invalid =
        assertInstanceOf(
            AskFailure.Invalid.class,
            failure(
                hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome()));
    assertEquals("provider", invalid.param());
    assertEquals(List.of(), hark.store.messages(session.id()));
  }

  @Test
  void storesNoAnswerThatIsEmptyButOneThatAFilterHeldBack() throws InterruptedException {
    Session session = hark.session(new Scope.Library());
    hark.model.says(" ", "[S99]");
    assertInstanceOf(AskFailure.ProviderFailed.class, failure(hark.ask(session, "When?")));
    hark.model.endsWith(
        new Completion.Finished(
            "m", Completion.Ending.CONTENT_FILTER, new Completion.Usage(1, 0, 0)));
    Outcome.Answered held = assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(FinishReason.CONTENT_FILTER, held.answer().finishReason());
    assertEquals(List.of(), held.answer().parts());
  }

  @Test
  void searchesAFollowUpWithItsPredecessorAndWhatWasCited() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 3, "The second of June.")));
    hark.model.says("On 2 June [S1].");
    Session session = hark.session(new Scope.Library());
    hark.ask(session, "When is the launch?");
    hark.ask(session, "And the budget?");
    List<String> texts = hark.library.queries().stream().map(ChunkQuery::text).sorted().toList();
    assertEquals(
        List.of(
            "And the budget?",
            "On 2 June.",
            "When is the launch?",
            "When is the launch?\nAnd the budget?"),
        texts);
    assertEquals(List.of("When is the launch?"), hark.model.asked().getLast().earlier());
  }

  @Test
  void refusesMoreTurnsThanThereArePlaces() throws InterruptedException {
    AskQuestion one = hark.asking(1);
    CountDownLatch more = new CountDownLatch(1);
    hark.model.waitsFor(more);
    Session session = hark.session(new Scope.Library());
    Target target = new Target.Existing(session.id());
    TurnLog first = one.ask(hark.caller, target, TurnFixture.question("When?"));
    assertTrue(first.get(1, Duration.ofSeconds(5)).isPresent());
    assertInstanceOf(
        AskFailure.Unavailable.class,
        failure(one.ask(hark.caller, target, TurnFixture.question("Why?")).outcome()));
    more.countDown();
    first.outcome();
  }

  @Test
  void dropsChunksThatAreNotInTheChosenScope() throws InterruptedException {
    recording(TranscriptionStatus.COMPLETED, new TranscriptLookup.Found(transcript(1)));
    hark.library.finds(List.of(chunk("beta", 0, "Not chosen."), chunk("alpha", 0, "Chosen.")));
    hark.model.says("One [S1]. Two [S2].");
    Session session = hark.session(new Scope.Selected(List.of(ALPHA)));
    Outcome.Answered answered =
        assertInstanceOf(Outcome.Answered.class, hark.ask(session, "When?"));
    assertEquals(
        List.of(ALPHA), answered.sources().stream().map(one -> one.recordingId()).toList());
    assertEquals("One. Two.", answered.answer().content());
  }

  @Test
  void countsCoverageAndQuotesWhatWasCitedWhenAsked() throws InterruptedException {
    recording(TranscriptionStatus.COMPLETED, new TranscriptLookup.Found(transcript(1)));
    hark.library.has(
        new Recording(label("late"), MAYA, TranscriptionStatus.FAILED, false),
        new TranscriptLookup.NotReady(TranscriptionStatus.FAILED));
    hark.library.finds(List.of(chunk("alpha", 0, "Chosen.")));
    hark.model.says("One [S1].");
    Session session = hark.session(new Scope.Library());
    Question question =
        new Question("When?", Optional.empty(), List.of(), Set.of(Question.Include.values()));
    Outcome.Answered answered =
        assertInstanceOf(
            Outcome.Answered.class,
            hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome());
    Coverage coverage = answered.coverage().orElseThrow();
    assertEquals(2, coverage.recordings());
    assertEquals(1, coverage.indexed());
    assertEquals(1, coverage.failed());
    assertEquals(label("late").id(), coverage.missing().getFirst().id());
    assertEquals("Chosen.", answered.quotes().getFirst().segment().text());
  }

  private void recording(TranscriptionStatus status, TranscriptLookup transcript) {
    hark.library.has(
        new Recording(label("alpha"), MAYA, status, status == TranscriptionStatus.COMPLETED),
        transcript);
  }

  private static Transcript transcript(int segments) {
    return new Transcript(
        label("alpha"),
        IntStream.range(0, segments)
            .mapToObj(i -> segment(i * 6L, "Maya", "Words of segment " + i))
            .toList());
  }

  private static AskFailure failure(Outcome outcome) {
    return assertInstanceOf(Outcome.Failed.class, outcome).failure();
  }
}
