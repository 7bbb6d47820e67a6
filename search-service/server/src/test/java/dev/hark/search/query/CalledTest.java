package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.search.index.RecordingId;
import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class CalledTest {
  private static Titled titled(String id, String title) {
    return new Titled(candidate(id), title, OptionalDouble.empty());
  }

  private static Titled titled(String id, String title, double likeness) {
    return new Titled(candidate(id), title, OptionalDouble.of(likeness));
  }

  private static Candidate candidate(String id) {
    return new Candidate(new RecordingId("rec_" + id), "g", 0);
  }

  private static void assertCalled(Called called, boolean byName, String... ids) {
    assertEquals(
        List.of(ids),
        called.openings().stream()
            .map(opening -> opening.recording().value().substring("rec_".length()))
            .toList());
    assertEquals(byName, called.byName());
  }

  @Test
  void theVeryTitleIsANameAndLeavesLikeOnesBehind() {
    List<Titled> titles =
        List.of(titled("near", "Weekly sync 15", 0.99), titled("it", "Weekly Sync: 14", 0.98));
    assertCalled(Called.by("weekly sync 14", titles), true, "it");
    assertCalled(Called.by("14, weekly sync", titles), true, "it");
  }

  @Test
  void severalOfOneNameAreAllMeant() {
    List<Titled> titles = List.of(titled("a", "Stand-up"), titled("b", "stand up"));
    assertCalled(Called.by("Stand-up", titles), true, "a", "b");
  }

  @Test
  void anotherWayToSayItIsANameOrASubject() {
    assertCalled(Called.by("budget of the quarter", List.of(titled("a", "Plan", 0.96))), true, "a");
    assertCalled(Called.by("money for summer", List.of(titled("a", "Plan", 0.9))), false, "a");
    assertCalled(Called.by("who was late", List.of(titled("a", "Plan", 0.87))), false);
  }

  @Test
  void aTitleThatIsMuchLessLikeTheQueryThanTheBestIsNotMeant() {
    List<Titled> titles =
        List.of(titled("a", "A", 0.91), titled("b", "B", 0.9), titled("c", "C", 0.89));
    assertCalled(Called.by("something", titles), false, "a", "b");
  }

  @Test
  void withoutAVectorMostWordsInCommonMakeAName() {
    List<Titled> titles =
        List.of(titled("a", "Weekly sync with Acme"), titled("b", "Harbour walk"));
    assertCalled(Called.by("the weekly sync with Acme", titles), true, "a");
    assertCalled(Called.by("Acme", titles), false);
  }

  @Test
  void aQuestionThatHoldsATitleOfSeveralWordsIsAboutIt() {
    List<Titled> titles = List.of(titled("a", "Harbour walk", 0.8), titled("b", "Harbour", 0.8));
    assertCalled(Called.by("Who was cold on the harbour walk last May?", titles), false, "a");
  }

  @Test
  void signsAloneAreNoName() {
    assertCalled(Called.by("???", List.of(titled("a", "!!!"))), false);
  }
}
