package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.prompt.PromptAssembly;
import dev.hark.ask.prompt.PromptAssembly.PromptBudget;
import dev.hark.ask.retrieval.Limits;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers about one recording, whose prompts have no chunks that tell how they were made. */
class ReplayTurnTest {
  private static final Question.Filters TOM =
      new Question.Filters(Limits.NONE.by(List.of("tom")), false, false);

  private final TurnFixture hark = new TurnFixture();
  private Session session = hark.session(new Scope.Library());

  @BeforeEach
  void isAboutOneRecording() {
    speaks("Two.");
    hark.library.counts(new RecordingCounts(1, 1, 0, 0, 0, 0));
    hark.model.says("One of them.");
    session = hark.session(new Scope.Recording(new RecordingId("rec_gamma"), Optional.empty()));
  }

  private void speaks(String words) {
    hark.library.has(
        new Recording(label("gamma"), MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Found(
            new Transcript(
                label("gamma"), List.of(segment(0, "Ana", "One."), segment(9, "Tom", words)))));
  }

  private Receipt receipt(AskQuestion asking, String content, Question.Filters filters)
      throws InterruptedException {
    Question question =
        new Question(content, Optional.empty(), List.of(), Set.of(), ZoneOffset.UTC, filters);
    return assertInstanceOf(
            Outcome.Answered.class,
            asking.ask(hark.caller, new Target.Existing(session.id()), question).outcome())
        .receipt()
        .orElseThrow();
  }

  private String replayed(String content, Receipt receipt) {
    Message.FromUser question =
        new Message.FromUser(MessageId.next(hark.ids), content, List.of(), receipt.times().asked());
    return new ReplayTurn(hark.library, new PromptAssembly(new PromptBudget(40, 12_000, 4_000)))
        .replay(hark.caller, session, question, List.of(), receipt)
        .hash();
  }

  @Test
  void whatAFilterOfSpeakersLeavesIsGivenAgain() throws InterruptedException {
    Receipt filtered = receipt(hark.ask, "Which number?", TOM);
    assertEquals(filtered.promptHash(), replayed("Which number?", filtered));
    speaks("Three.");
    assertNotEquals(filtered.promptHash(), replayed("Which number?", filtered));
  }

  @Test
  void whatAFilterLeavesOutIsNotGivenAgain() throws InterruptedException {
    hark.library.counts(new RecordingCounts(1, 0, 0, 0, 0, 1));
    Receipt outside = receipt(hark.ask, "Which number?", TOM);
    assertEquals(outside.promptHash(), replayed("Which number?", outside));
  }

  @Test
  void aCountOfNothingIsGivenNothingAgain() throws InterruptedException {
    ScriptedModel ranking =
        new ScriptedModel(new ModelProfile("local", "scripted", 20_000, 500, true));
    ranking.says("Nothing.");
    hark.library.mentions(new Mentions(0, 0, List.of()));
    String content = "How often was the deadline mentioned?";
    Receipt none = receipt(hark.asking(ranking, 10), content, Question.Filters.NONE);
    assertEquals(none.promptHash(), replayed(content, none));
  }
}
