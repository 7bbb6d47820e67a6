package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.interpretation.Interpretation.Kind;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.Found.Legs;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a turn makes of when, who and how many. */
class ReadQuestionsTest {
  private static final ZoneId KIRITIMATI = ZoneId.of("Pacific/Kiritimati");
  private static final Chunk ALPHA =
      chunk("alpha", 0, List.of(segment(0, "Ana Souza", "The launch moves to June.")));
  private static final Chunk BETA = chunk("beta", 1, "The deadline is the end of June.");

  private final TurnFixture hark = new TurnFixture();
  private final Session session = hark.session(new Scope.Library());

  @BeforeEach
  void findsSomething() {
    for (String id : List.of("alpha", "beta")) {
      hark.library.has(
          new Recording(label(id), MAYA, TranscriptionStatus.COMPLETED, true),
          new TranscriptLookup.Unknown());
    }
    hark.library.finds(List.of(ALPHA, BETA));
    hark.library.speak(List.of("Ana Souza", "Tom\u00e1s", "SPEAKER_3"));
    hark.model.says("In June [S1].");
  }

  private Outcome.Answered ask(String question) throws InterruptedException {
    return ask(TurnFixture.question(question));
  }

  private Outcome.Answered ask(Question question) throws InterruptedException {
    return assertInstanceOf(
        Outcome.Answered.class,
        hark.ask.ask(hark.caller, new Target.Existing(session.id()), question).outcome());
  }

  private Question filtered(String content, Question.Filters filters) {
    return new Question(content, Optional.empty(), List.of(), Set.of(), ZoneOffset.UTC, filters);
  }

  private static Interpretation read(Outcome.Answered answered) {
    return answered.receipt().orElseThrow().interpretation();
  }

  private ChunkQuery lastSearch() {
    return hark.library.queries().getLast();
  }

  private String prompt() {
    return hark.model.asked().getLast().said().getLast().text();
  }

  private static Instant day(int ago, ZoneId zone) {
    return LocalDate.now(zone).minusDays(ago).atStartOfDay(zone).toInstant();
  }

  @Test
  void aTimeThatIsSaidLimitsTheSearchAndIsNotSearchedFor() throws InterruptedException {
    Interpretation read = read(ask("What did we decide yesterday about the launch?"));
    assertEquals(Optional.of(day(1, ZoneOffset.UTC)), read.from());
    assertEquals(Optional.of(day(0, ZoneOffset.UTC)), read.to());
    assertEquals(Optional.of("yesterday"), read.expression());
    assertEquals(Optional.of(day(1, ZoneOffset.UTC)), lastSearch().limits().from());
    assertFalse(lastSearch().text().contains("yesterday"), lastSearch().text());
    assertTrue(prompt().contains("(\"yesterday\")"), prompt());
    assertTrue(prompt().endsWith("Question: What did we decide yesterday about the launch?"));
  }

  @Test
  void daysBeginWhereTheAskerIs() throws InterruptedException {
    Question question =
        new Question(
            "What did we decide yesterday?",
            Optional.empty(),
            List.of(),
            Set.of(),
            KIRITIMATI,
            Question.Filters.NONE);
    assertEquals(Optional.of(day(1, KIRITIMATI)), read(ask(question)).from());
    assertTrue(prompt().contains("(Pacific/Kiritimati)"), prompt());
  }

  @Test
  void whatTheAskerSetsOverrulesWhatTheQuestionSays() throws InterruptedException {
    String content = "What did Ana decide yesterday?";
    Interpretation none =
        read(ask(filtered(content, new Question.Filters(Limits.NONE, true, true))));
    assertFalse(none.timed());
    assertEquals(List.of(), none.speakers());
    Instant first = Instant.parse("2026-01-01T00:00:00Z");
    Limits limits = Limits.NONE.at(Optional.of(first), Optional.empty());
    Interpretation set =
        read(ask(filtered(content + "!", new Question.Filters(limits, false, false))));
    assertEquals(Optional.of(first), set.from());
    assertEquals(Optional.empty(), set.expression());
    assertEquals(Optional.of(first), lastSearch().limits().from());
  }

  @Test
  void whoIsNamedIsPreferredAndNeverALimit() throws InterruptedException {
    assertEquals(List.of("Ana Souza"), read(ask("What was Ana's view of it?")).speakers());
    assertEquals(List.of("Ana Souza"), lastSearch().preferred().speakers());
    assertEquals(List.of(), lastSearch().limits().speakers());
  }

  @Test
  void aFollowUpKeepsTimeAndSpeakerUntilItSaysOthers() throws InterruptedException {
    Interpretation first = read(ask("What did Ana say about the launch yesterday?"));
    Interpretation second = read(ask("And who was against it?"));
    assertEquals(first.from(), second.from());
    assertEquals(first.expression(), second.expression());
    assertEquals(List.of("Ana Souza"), second.speakers());
    Interpretation third = read(ask("What about Tom\u00e1s?"));
    assertEquals(first.from(), third.from());
    assertEquals(List.of("Tom\u00e1s"), third.speakers());
    Interpretation fourth = read(ask("And today?"));
    assertEquals(Optional.of(day(0, ZoneOffset.UTC)), fourth.from());
    assertEquals(List.of("Tom\u00e1s"), fourth.speakers());
    Interpretation fresh = read(ask("Which supplier makes the cheapest housing for the device?"));
    assertFalse(fresh.timed());
    assertEquals(List.of(), fresh.speakers());
  }

  @Test
  void whatBecameOfItIsLookedForAtAnyTime() throws InterruptedException {
    var _ = ask("What was the launch date yesterday?");
    assertFalse(read(ask("And did that change?")).timed());
    var _ = ask("Who does the exercises on Tuesday in the plan?");
    assertFalse(read(ask("And on Wednesday?")).timed(), "days of a plan are its topic");
  }

  @Test
  void theLatestOfANameAreThoseRecordings() throws InterruptedException {
    for (int i = 1; i <= 4; i++) {
      RecordingLabel label =
          new RecordingLabel(
              new RecordingId("rec_standup" + i),
              Optional.of("stand-up " + i),
              Optional.of(Instant.parse("2026-05-0" + i + "T08:00:00Z")));
      hark.library.has(
          new Recording(label, MAYA, TranscriptionStatus.COMPLETED, true),
          new TranscriptLookup.Unknown());
    }
    Interpretation read = read(ask("What was open in the last two stand-ups?"));
    assertEquals(
        List.of("rec_standup4", "rec_standup3"),
        lastSearch().recordings().stream().map(RecordingId::value).toList());
    assertEquals(Optional.of(Instant.parse("2026-05-03T08:00:00Z")), read.from());
  }

  @Test
  void aNameThatNoRecordingHasLeavesNothingToAnswerFrom() throws InterruptedException {
    hark.model.says("I cannot say.");
    hark.library.counts(new RecordingCounts(2, 2, 0, 0, 0, 0));
    for (String asks : List.of("What came up", "How often was the price mentioned")) {
      int searched = hark.library.queries().size();
      Outcome.Answered none = ask(asks + " in the latest call with Nobody Ltd?");
      assertEquals(searched, hark.library.queries().size());
      assertEquals(List.of(), none.sources());
      assertEquals(Kind.MOMENT, read(none).kind());
      assertEquals(Optional.of("in the latest call with Nobody Ltd"), read(none).expression());
      Grounding grounding = none.receipt().orElseThrow().grounding();
      assertEquals(Grounding.State.NOT_SAID, grounding.state());
      assertEquals(Optional.of(new RecordingCounts(2, 0, 0, 0, 0, 2)), grounding.recordings());
      assertEquals(
          "None of these recordings has \u201cNobody Ltd\u201d in its title: nothing is answered"
              + " from them.",
          stated().nothing());
      assertTrue(
          prompt().contains("None of the recordings has \"Nobody Ltd\" in its title"), prompt());
    }
    var _ = ask("And what about the launch?");
    assertEquals(List.of(), lastSearch().recordings());
    assertEquals(Optional.empty(), read(ask("And the budget?")).expression());
  }

  private void titled(String title, Optional<Instant> recordedAt) {
    hark.library.has(
        new Recording(
            new RecordingLabel(new RecordingId("rec_titled"), Optional.of(title), recordedAt),
            MAYA,
            TranscriptionStatus.COMPLETED,
            true),
        new TranscriptLookup.Unknown());
  }

  private void assertDrawsOnAll(String question) throws InterruptedException {
    Outcome.Answered answered = ask(question);
    assertEquals(Optional.empty(), read(answered).expression(), question);
    assertFalse(answered.sources().isEmpty(), question);
  }

  @Test
  void aNameOfWhichATitleHasAWordIsNotMissing() throws InterruptedException {
    titled("Call with Pellworth about the housing", Optional.of(Instant.EPOCH));
    assertDrawsOnAll("What came up in the latest supplier call with Pellworth?");
    assertDrawsOnAll("What came up in the latest call with Pellworth Ltd?");
  }

  @Test
  void whoIsCalledMsIsFoundAsMrs() throws InterruptedException {
    titled("Session with Mrs. Kroonen", Optional.of(Instant.EPOCH));
    for (String question :
        List.of(
            "What came up in the last session with Ms Kroonen?",
            "Was wurde im letzten Gespr\u00e4ch mit Frau Kroonen besprochen?")) {
      assertEquals(Optional.of(Instant.EPOCH), read(ask(question)).from(), question);
    }
  }

  @Test
  void aNameThatARecordingWithoutADateHasIsNotMissing() throws InterruptedException {
    titled("Call with Pellworth", Optional.empty());
    assertDrawsOnAll("What came up in the latest call with Pellworth?");
  }

  @Test
  void whereNobodyKnowsWhoSpeaksNoNameIsMissing() throws InterruptedException {
    hark.library.speak(List.of());
    assertDrawsOnAll("What came up in the latest call with Nobody Ltd?");
  }

  @Test
  void whatIsACapitalAndNoNameIsNotMissing() throws InterruptedException {
    assertDrawsOnAll("Was wurde im letzten Gespr\u00e4ch mit Kunden besprochen?");
    assertDrawsOnAll("WHAT CAME UP IN THE LATEST CALL WITH SUPPLIERS?");
  }

  @Test
  void whatMayBeMeantOtherwiseLimitsNothing() throws InterruptedException {
    for (String with : List.of("the supplier", "pellworth", "Ana")) {
      Outcome.Answered answered = ask("What came up in the latest call with " + with + "?");
      assertEquals(Optional.empty(), read(answered).expression());
      assertFalse(answered.sources().isEmpty());
    }
  }

  @Test
  void aNumberIsCountedByTheIndexAndToldByCode() throws InterruptedException {
    hark.library.mentions(new Mentions(12, 5, List.of(BETA)));
    hark.model.says("It is said here [S1, S2].");
    Outcome.Answered answered = ask("How often did Ana mention the deadline?");
    ChunkQuery counted =
        hark.library.queries().stream()
            .filter(query -> query.text().equals("deadline"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of("Ana Souza"), counted.limits().speakers());
    assertTrue(
        answered
            .answer()
            .content()
            .startsWith(
                "\u201cdeadline\u201d is said in 12 moments in 5 recordings by Ana Souza.\nIt"
                    + " is said here"),
        answered.answer().content());
    Receipt receipt = answered.receipt().orElseThrow();
    assertEquals(Kind.COUNT, receipt.interpretation().kind());
    assertEquals(12, receipt.grounding().total());
    assertEquals(1, receipt.grounding().shown());
    assertEquals(Grounding.State.ANSWERED, receipt.grounding().state());
  }

  @Test
  void theCountStaysWhenAModelBeginsAgain() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    hark.model.thinksAloud("There are 99 of them");
    hark.model.says("Here [S1].");
    assertEquals(
        "\u201cdeadline\u201d is said in 1 moment in 1 recording.\nHere.",
        ask("How often was the deadline mentioned?").answer().content());
  }

  @Test
  void allOfThemIsSaidWhereEachStandsThereAlone() throws InterruptedException {
    ScriptedModel listing =
        new ScriptedModel(new ModelProfile("local", "scripted", 20_000, 500, true));
    Chunk again =
        chunk(
            "beta",
            1,
            List.of(segment(10, "Maya", "The deadline."), segment(20, "Maya", "The deadline.")));
    hark.library.mentions(new Mentions(2, 1, List.of(again)));
    var _ =
        hark.asking(listing, 10)
            .ask(
                hark.caller,
                new Target.Existing(session.id()),
                TurnFixture.question("How often was the deadline mentioned?"))
            .outcome();
    ChatRequest asked = listing.asked().getLast();
    assertEquals(1, asked.passages().size(), "what is said again stands once");
    assertTrue(
        asked.stated().lead().endsWith("in 1 recording. The newest:\n"), asked.stated()::lead);
  }

  @Test
  void andHimCountsTheSameOfSomebodyElse() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    var _ = ask("How often did Ana mention the deadline?");
    Interpretation next = read(ask("And Tom\u00e1s?"));
    assertEquals(Kind.COUNT, next.kind());
    assertEquals(List.of("deadline"), next.counted());
    assertEquals(List.of("Tom\u00e1s"), next.speakers());
  }

  @Test
  void aShortQuestionOfItsOwnCountsNothing() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    var _ = ask("How often was Ana mentioned?");
    Interpretation again = read(ask("And today?"));
    assertEquals(List.of("Ana Souza"), again.counted());
    assertEquals(List.of(), again.countedBy(), "who is counted does not become who speaks");
    assertEquals(Kind.MOMENT, read(ask("What was decided?")).kind());
  }

  @Test
  void aListOfWhatNobodyCallsSoIsAnsweredInOtherWords() throws InterruptedException {
    hark.library.mentions(new Mentions(0, 0, List.of()));
    Outcome.Answered answered = ask("List every action item");
    assertEquals(Kind.MOMENT, read(answered).kind());
    assertEquals("In June.", answered.answer().content());
  }

  @Test
  void namesOfThoseWhoSayNothingHereAreNotKept() throws InterruptedException {
    hark.library.finds(List.of(BETA));
    assertEquals(List.of(), read(ask("What did Souza say?")).speakers());
    assertEquals(List.of("Ana Souza"), lastSearch().preferred().speakers());
    assertEquals(List.of("Tom\u00e1s"), read(ask("What did Tom\u00e1s say?")).speakers());
  }

  @Test
  void whomNobodyNamedIsNotCounted() throws InterruptedException {
    assertEquals(Kind.MOMENT, read(ask("How often did he mention the deadline?")).kind());
  }

  @Test
  void eachNoSaysWhichItIs() throws InterruptedException {
    hark.model.says("Nothing of that.");
    assertEquals(Grounding.State.NOT_SAID, state(ask("Who sings?")));
    hark.library.counts(new RecordingCounts(3, 1, 2, 0, 0, 0));
    assertEquals(Grounding.State.NOT_SEARCHABLE_YET, state(ask("Who dances?")));
    assertTrue(
        stated().nothing().contains("2 recordings cannot be searched yet"), stated()::nothing);
    hark.library.searchesBy(Legs.WORDS_ONLY);
    assertEquals(Grounding.State.SEARCH_DEGRADED, state(ask("Who paints?")));
    assertTrue(stated().nothing().contains("by words alone"), stated()::nothing);
    hark.library.searchesBy(Legs.BOTH);
    hark.library.counts(new RecordingCounts(3, 0, 0, 0, 1, 2));
    Outcome.Answered empty = ask("What was said in March 2019?");
    assertEquals(Grounding.State.NOT_SAID, state(empty));
    assertEquals(
        "There is no recording from 1 March 2019 to 31 March 2019: nothing is answered from others."
            + " 1 recording without a date cannot be told to lie in it.",
        stated().nothing());
    assertTrue(prompt().contains("There is no recording of that time"), prompt());
  }

  private static Grounding.State state(Outcome.Answered answered) {
    return answered.receipt().orElseThrow().grounding().state();
  }

  private ChatRequest.Stated stated() {
    return hark.model.asked().getLast().stated();
  }

  @Test
  void codeSpeaksTheLanguageOfTheQuestion() throws InterruptedException {
    hark.library.mentions(new Mentions(3, 2, List.of(BETA)));
    assertTrue(
        ask("Wie oft wurde der Termin erw\u00e4hnt?")
            .answer()
            .content()
            .startsWith("\u201eTermin\u201c wird an 3 Stellen in 2 Aufnahmen gesagt."));
    var _ = ask("Qui chante dans les enregistrements ?");
    assertTrue(stated().nothing().startsWith("Rien dans ces enregistrements"), stated()::nothing);
  }

  @Test
  void aReceiptTellsWhatWasGivenAndCited() throws InterruptedException {
    Outcome.Answered answered = ask("When is the launch?");
    Receipt receipt = answered.receipt().orElseThrow();
    assertEquals(List.of("When is the launch?"), receipt.queries());
    assertEquals(
        List.of(true, false), receipt.chunks().stream().map(Receipt.ReceiptChunk::cited).toList());
    assertEquals(Optional.of("Ana Souza"), receipt.citations().getFirst().label());
    assertEquals(Receipts.hash(hark.model.asked().getLast()), receipt.promptHash());
    assertEquals("e5", receipt.embeddingModel());
    assertEquals(
        Optional.of(receipt),
        hark.store.receipt(hark.caller, session.id(), answered.answer().id()));
  }

  @Test
  void filtersLimitATranscriptThatIsReadWhole() throws InterruptedException {
    RecordingId id = new RecordingId("rec_gamma");
    hark.library.has(
        new Recording(label("gamma"), MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Found(
            new Transcript(
                label("gamma"), List.of(segment(0, "Ana", "One."), segment(9, "Tom", "Two.")))));
    Session one = hark.session(new Scope.Recording(id, Optional.empty()));
    hark.library.counts(new RecordingCounts(1, 1, 0, 0, 0, 0));
    Question.Filters filters = new Question.Filters(Limits.NONE.by(List.of("tom")), false, false);
    var _ =
        hark.ask
            .ask(hark.caller, new Target.Existing(one.id()), filtered("Which number?", filters))
            .outcome();
    String asked = hark.model.asked().getLast().said().getFirst().text();
    assertTrue(asked.contains("Two."), asked);
    assertFalse(asked.contains("One."), asked);
  }

  @Test
  void wordsThatSayATimeAreNotCountedWhereTheAskerOverrulesThem() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    String asks = "How often did Ana mention the deadline in April 2026?";
    for (Question.Filters filters :
        List.of(
            new Question.Filters(Limits.NONE, true, false),
            new Question.Filters(
                Limits.NONE.at(Optional.of(Instant.EPOCH), Optional.empty()), false, false))) {
      Interpretation read = read(ask(filtered(asks, filters)));
      assertEquals(List.of("deadline"), read.counted());
      assertEquals(Optional.empty(), read.expression());
      assertEquals(filters.limits().from(), read.from());
    }
  }

  @Test
  void aCountIsOfEverybodysWordsWhereNobodyIsToBePreferred() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    Interpretation read =
        read(
            ask(
                filtered(
                    "How often did Ana mention the deadline?",
                    new Question.Filters(Limits.NONE, false, true))));
    assertEquals(Kind.COUNT, read.kind());
    assertEquals(List.of(), read.speakers());
    assertEquals(List.of(), read.countedBy());
  }

  @Test
  void aCountUnderAFilterOfSpeakersIsOfTheirWordsAndSaysSo() throws InterruptedException {
    hark.library.mentions(new Mentions(1, 1, List.of(BETA)));
    for (String asks :
        List.of(
            "How often did Tom\u00e1s mention the deadline?",
            "How often was the deadline mentioned?")) {
      Outcome.Answered answered =
          ask(
              filtered(
                  asks, new Question.Filters(Limits.NONE.by(List.of("Ana Souza")), false, true)));
      assertEquals(List.of("Ana Souza"), read(answered).countedBy());
      assertTrue(answered.answer().content().contains("by Ana Souza"));
    }
  }

  @Test
  void whoIsNamedInATimeThatIsOverruledIsStillPreferred() throws InterruptedException {
    Question.Filters filters = new Question.Filters(Limits.NONE, true, false);
    Interpretation read =
        read(ask(filtered("What did we decide in the latest call with Ana?", filters)));
    assertEquals(List.of("Ana Souza"), read.speakers());
  }
}
