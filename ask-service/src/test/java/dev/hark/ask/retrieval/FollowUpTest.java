package dev.hark.ask.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.retrieval.FollowUp.PastTurn;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FollowUpTest {
  private static final PastTurn LAUNCH =
      new PastTurn(
          "When is the launch?",
          "On 2 June.",
          List.of(new ChunkId("chk_alpha9")),
          List.of(new RecordingId("rec_alpha")));

  @Test
  void searchesAFirstMessageByItself() {
    assertEquals(
        List.of("When is the launch?"), FollowUp.queries("When is the launch?", List.of()));
  }

  @Test
  void searchesAFollowUpAloneAndWithItsPredecessor() {
    assertEquals(
        List.of("And the budget?", "When is the launch?\nAnd the budget?"),
        FollowUp.queries("And the budget?", List.of(LAUNCH)));
  }

  @Test
  void doesNotSearchByWordsThatSayNothing() {
    for (String empty : List.of("yes", "And what about that?", "Who said that?", "ok, and then?")) {
      assertEquals(
          List.of("When is the launch?\n" + empty), FollowUp.queries(empty, List.of(LAUNCH)));
    }
  }

  @Test
  void goesBackToWhereSomethingIsSaid() {
    PastTurn yes = new PastTurn("yes", "It is.", List.of(), List.of());
    assertEquals(
        List.of("When is the launch?\nyes\nAnd then?"),
        FollowUp.queries("And then?", List.of(LAUNCH, yes)));
  }

  @Test
  void keepsQueriesWithinWhatSearchTakes() {
    String longest = "word ".repeat(2_000);
    for (String query :
        FollowUp.queries(longest, List.of(new PastTurn(longest, "a", List.of(), List.of())))) {
      assertTrue(query.length() <= ChunkQuery.MAX_TEXT);
    }
  }

  @Test
  void bringsWhatTheLastAnswerCitedBehindTheBest() {
    Chunk cited = Fixtures.chunk("alpha", 9, "cited");
    List<Chunk> best = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      best.add(Fixtures.chunk("beta", i, "best " + i));
    }
    RetrieveChunks retrieve =
        new RetrieveChunks(
            query -> Found.of(query.text().equals("On 2 June.") ? List.of(cited) : best));
    List<Chunk> found = retrieve(retrieve, "And the budget?");
    assertEquals(cited.id(), found.get(3).id());
    assertEquals(6, found.size());
    for (int i = 1; i < found.size(); i++) {
      assertTrue(found.get(i).score() <= found.get(i - 1).score(), "best first");
    }
  }

  @Test
  void failsWhenOneOfTheSearchesFails() {
    RetrieveChunks retrieve =
        new RetrieveChunks(
            query -> {
              if (query.text().contains("launch")) {
                throw new SourceUnavailableException("down", new IllegalStateException());
              }
              return Found.NOTHING;
            });
    assertThrows(SourceUnavailableException.class, () -> retrieve(retrieve, "And the budget?"));
  }

  private static List<Chunk> retrieve(RetrieveChunks retrieve, String text) {
    return retrieve
        .retrieve(query(text), List.of(LAUNCH), FollowUp.queries(text, List.of(LAUNCH)))
        .chunks();
  }

  private static ChunkQuery query(String text) {
    return new ChunkQuery(Fixtures.caller("a"), Fixtures.MAYA, List.of(), text, 40);
  }
}
