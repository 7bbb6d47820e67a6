package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.ask.Fixtures;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.TranscriptLookup;
import dev.hark.ask.retrieval.TranscriptionStatus;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Segments that were cut over several chunks are cited as the transcript shows them: whole. */
class CutSegmentTest {
  private static final Duration TURN = Duration.ofSeconds(100);
  private static final Segment FIRST = part(100, 110, "First we sow, ");
  private static final Segment SECOND = part(110, 120, "then we water, ");
  private static final Segment LAST = part(130, 140, "and then we reap.");

  private final TurnFixture hark = new TurnFixture();

  private static Segment part(long from, long to, String text) {
    return new Segment(
        TURN, Duration.ofSeconds(from), Duration.ofSeconds(to), Optional.of("Maya"), text);
  }

  @Test
  void aLaterPartIsCitedByTheStartOfItsSegment() throws InterruptedException {
    hark.library.finds(List.of(chunk("alpha", 2, List.of(SECOND)), chunk("beta", 0, "Else.")));
    Outcome.Answered answered = ask("They water [S1]. Other [S2].");
    assertEquals(
        List.of(
            new Part.Text("They water"),
            new Part.Citation(label("alpha").id(), TURN),
            new Part.Text(". Other"),
            new Part.Citation(label("beta").id(), Duration.ZERO),
            new Part.Text(".")),
        answered.answer().parts());
    assertEquals(SECOND, answered.quotes().getFirst().segment());
    assertEquals("Else.", answered.quotes().getLast().segment().text());
  }

  @Test
  void partsOfOneSegmentAreOneCitationAndOneQuote() throws InterruptedException {
    hark.library.finds(
        List.of(
            chunk("alpha", 1, List.of(segment(90, "Jonas", "Well?"), FIRST)),
            chunk("alpha", 2, List.of(SECOND)),
            chunk("alpha", 4, List.of(LAST, segment(140, "Jonas", "Right.")))));
    Outcome.Answered answered = ask("They water [S3, S4].");
    assertEquals(
        List.of(
            new Part.Text("They water"),
            new Part.Citation(label("alpha").id(), TURN),
            new Part.Text(".")),
        answered.answer().parts());
    assertEquals(
        List.of(
            new Segment(
                TURN,
                Duration.ofSeconds(140),
                Optional.of("Maya"),
                "First we sow, then we water, … and then we reap.")),
        answered.quotes().stream().map(Quote::segment).toList());
  }

  @Test
  void whoSpeaksAtTheSameTimeIsNotMixedIn() throws InterruptedException {
    hark.library.finds(
        List.of(chunk("alpha", 1, List.of(FIRST, segment(100, "Maya", "Mhm."), SECOND))));
    assertEquals(
        "First we sow, then we water, ",
        ask("They sow [S1].").quotes().getFirst().segment().text());
  }

  private Outcome.Answered ask(String answer) throws InterruptedException {
    for (String id : List.of("alpha", "beta")) {
      hark.library.has(
          new Recording(label(id), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
          new TranscriptLookup.NotReady(TranscriptionStatus.COMPLETED));
    }
    hark.model.says(answer);
    Session session = hark.session(new Scope.Library());
    Question question =
        new Question(
            "What do they do?", Optional.empty(), List.of(), Set.of(Question.Include.QUOTES));
    return assertInstanceOf(
        Outcome.Answered.class,
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome());
  }
}
