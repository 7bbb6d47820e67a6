package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.ask.Fixtures;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Segment;
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
import org.junit.jupiter.api.Test;

/** Long segments come by their sentences, which are cited and quoted with their own times. */
class LongSegmentTest {
  private static final Segment FIRST = segment(100, "Maya", "First we sow.");
  private static final Segment SECOND = segment(110, "Maya", "Then we water.");
  private static final Segment LAST = segment(130, "Maya", "And then we reap.");

  private final TurnFixture hark = new TurnFixture();

  @Test
  void aSentenceIsCitedAndQuotedWithItsOwnTime() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 2, List.of(SECOND)), chunk("beta", 0, "Else.")));
    Outcome.Answered answered = ask(new Scope.Library(), "They water [S1]. Other [S2].");
    assertEquals(
        List.of(
            new Part.Text("They water"),
            new Part.Citation(label("alpha").id(), Duration.ofSeconds(110)),
            new Part.Text(". Other"),
            new Part.Citation(label("beta").id(), Duration.ZERO),
            new Part.Text(".")),
        answered.answer().parts());
    assertEquals(SECOND, answered.quotes().getFirst().segment());
    assertEquals("Else.", answered.quotes().getLast().segment().text());
  }

  @Test
  void sentencesOfOneSegmentAreTwoCitationsAndTwoQuotes() throws InterruptedException {
    hark.library.finds(
        List.of(
            chunk("alpha", 1, List.of(segment(90, "Jonas", "Well?"), FIRST)),
            chunk("alpha", 2, List.of(SECOND)),
            chunk("alpha", 4, List.of(LAST, segment(140, "Jonas", "Right.")))));
    Outcome.Answered answered = ask(new Scope.Library(), "They water and reap [S3, S4].");
    assertEquals(
        List.of(
            new Part.Text("They water and reap"),
            new Part.Citation(label("alpha").id(), Duration.ofSeconds(110)),
            new Part.Citation(label("alpha").id(), Duration.ofSeconds(130)),
            new Part.Text(".")),
        answered.answer().parts());
    assertEquals(List.of(SECOND, LAST), answered.quotes().stream().map(Quote::segment).toList());
  }

  @Test
  void soIsOneOfARecordingThatIsReadWhole() throws InterruptedException {
    Outcome.Answered answered =
        ask(new Scope.Recording(label("alpha").id(), Optional.empty()), "They reap [S3].");
    assertEquals(
        new Part.Citation(label("alpha").id(), Duration.ofSeconds(130)),
        answered.answer().parts().get(1));
    assertEquals(LAST, answered.quotes().getFirst().segment());
  }

  @Test
  void ofSentencesThatAreSaidAtOnceTheOneThatIsMeantIsQuoted() throws InterruptedException {
    Segment one = instant("Maya", "One.");
    Segment two = instant("Maya", "Two.");
    hark.library.finds(List.of(chunk("alpha", 1, List.of(one, two, instant("Jonas", "Mhm.")))));
    Outcome.Answered answered = ask(new Scope.Library(), "Two [S2].");
    assertEquals(two, answered.quotes().getFirst().segment());
  }

  private static Segment instant(String speaker, String text) {
    return new Segment(Duration.ZERO, Duration.ZERO, Optional.of(speaker), text);
  }

  private Outcome.Answered ask(Scope scope, String answer) throws InterruptedException {
    for (String id : List.of("alpha", "beta")) {
      hark.library.has(
          new Recording(label(id), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
          new TranscriptLookup.Found(new Transcript(label(id), List.of(FIRST, SECOND, LAST))));
    }
    hark.model.says(answer);
    Session session = hark.session(scope);
    Question question =
        new Question(
            "What do they do?", Optional.empty(), List.of(), Set.of(Question.Include.QUOTES));
    return assertInstanceOf(
        Outcome.Answered.class,
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome());
  }
}
