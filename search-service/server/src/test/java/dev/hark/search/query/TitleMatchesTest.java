package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.query.ChunkSearch.TitleHit;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class TitleMatchesTest {
  private static TitleHit titled(String id, String title) {
    return new TitleHit(candidate(id), title, OptionalDouble.empty());
  }

  private static TitleHit titled(String id, String title, double likeness) {
    return new TitleHit(candidate(id), title, OptionalDouble.of(likeness));
  }

  private static Candidate candidate(String id) {
    return new Candidate(new RecordingId("rec_" + id), "g", 0);
  }

  private static void assertCalled(TitleMatches called, boolean byName, String... ids) {
    assertEquals(
        List.of(ids),
        called.openings().stream()
            .map(opening -> opening.recording().value().substring("rec_".length()))
            .toList());
    assertEquals(byName, called.byName());
  }

  @Test
  void theVeryTitleIsANameAndLeavesLikeOnesBehind() {
    List<TitleHit> titles =
        List.of(titled("near", "Weekly sync 15", 0.99), titled("it", "Weekly Sync: 14", 0.98));
    assertCalled(TitleMatches.by("weekly sync 14", titles), true, "it");
    assertCalled(TitleMatches.by("14, weekly sync", titles), true, "it");
  }

  @Test
  void severalOfOneNameAreAllMeant() {
    List<TitleHit> titles = List.of(titled("a", "Stand-up"), titled("b", "stand up"));
    assertCalled(TitleMatches.by("Stand-up", titles), true, "a", "b");
  }

  @Test
  void anotherWayToSayItIsANameOrASubject() {
    assertCalled(
        TitleMatches.by("budget of the quarter", List.of(titled("a", "Plan", 0.96))), true, "a");
    assertCalled(
        TitleMatches.by("money for summer", List.of(titled("a", "Plan", 0.9))), false, "a");
    assertCalled(TitleMatches.by("who was late", List.of(titled("a", "Plan", 0.87))), false);
  }

  @Test
  void aTitleThatIsMuchLessLikeTheQueryThanTheBestIsNotMeant() {
    List<TitleHit> titles =
        List.of(titled("a", "A", 0.91), titled("b", "B", 0.9), titled("c", "C", 0.89));
    assertCalled(TitleMatches.by("something", titles), false, "a", "b");
  }

  @Test
  void withoutAVectorMostWordsInCommonMakeAName() {
    List<TitleHit> titles =
        List.of(titled("a", "Weekly sync with Acme"), titled("b", "Harbour walk"));
    assertCalled(TitleMatches.by("the weekly sync with Acme", titles), true, "a");
    assertCalled(TitleMatches.by("Acme", titles), false);
  }

  @Test
  void aQuestionThatHoldsATitleOfSeveralWordsIsAboutIt() {
    List<TitleHit> titles = List.of(titled("a", "Harbour walk", 0.8), titled("b", "Harbour", 0.8));
    assertCalled(TitleMatches.by("Who was cold on the harbour walk last May?", titles), false, "a");
  }

  @Test
  void signsAloneAreNoName() {
    assertCalled(TitleMatches.by("???", List.of(titled("a", "!!!"))), false);
  }
}
