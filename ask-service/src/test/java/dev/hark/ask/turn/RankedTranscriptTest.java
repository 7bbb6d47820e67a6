package dev.hark.ask.turn;

import static dev.hark.ask.Fixtures.MAYA;
import static dev.hark.ask.Fixtures.chunk;
import static dev.hark.ask.Fixtures.label;
import static dev.hark.ask.Fixtures.segment;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.ask.model.ModelProfile;
import dev.hark.ask.model.ScriptedModel;
import dev.hark.ask.retrieval.ChunkQuery;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnRequest.Target;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a model is told of a search in the transcript that it reads. */
class RankedTranscriptTest {
  private static final RecordingId ALPHA = new RecordingId("rec_alpha");

  private final TurnFixture hark = new TurnFixture();

  @BeforeEach
  void knowsARecording() {
    hark.library.has(
        new Recording(label("alpha"), MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Found(
            new Transcript(
                label("alpha"),
                IntStream.range(0, 6)
                    .mapToObj(i -> segment(10L * i, "Maya", "Words " + i))
                    .toList())));
    hark.library.finds(List.of(chunk("alpha", 4, "Words 4"), chunk("alpha", 1, "Words 1")));
  }

  @Test
  void ranksPassagesByTheFoundChunkThatTheyStandIn() throws InterruptedException {
    ScriptedModel ranking =
        new ScriptedModel(new ModelProfile("local", "scripted", 20_000, 500, true));
    Session session = hark.session(new Scope.Recording(ALPHA, Optional.empty()));
    Outcome.Answered answered =
        assertInstanceOf(
            Outcome.Answered.class,
            hark.asking(ranking, 10)
                .ask(
                    hark.caller,
                    new Target.Existing(session.id()),
                    TurnFixture.question("Which words?"))
                .outcome());
    assertEquals(List.of(), answered.sources());
    assertEquals(List.of(ALPHA), hark.library.queries().getFirst().recordings());
    List<OptionalInt> ranks =
        ranking.asked().getFirst().passages().stream().map(Passage::rank).toList();
    OptionalInt none = OptionalInt.empty();
    assertEquals(List.of(none, OptionalInt.of(1), none, none, OptionalInt.of(0), none), ranks);
  }

  @Test
  void searchesNoTranscriptForAModelThatReadsItWhole() throws InterruptedException {
    Session session = hark.session(new Scope.Recording(ALPHA, Optional.empty()));
    assertInstanceOf(Outcome.Answered.class, hark.ask(session, "Which words?"));
    assertEquals(List.<ChunkQuery>of(), hark.library.queries());
  }
}
