package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class QueryWordsTest {
  @Test
  void keepsAUsualQueryWhole() {
    String query = "What did Ana say about the budget, and why? שלום 会議 🎙️";
    assertEquals(query, QueryWords.cut(query));
  }

  @Test
  void keepsAsManyWordsAsTheIndexTakes() {
    String cut = QueryWords.cut("word ".repeat(2_000));
    assertEquals(300, cut.split(" ", 0).length);
  }

  @Test
  void countsEachLetterOfScriptsWithoutSpaces() {
    assertEquals(300, QueryWords.cut("会".repeat(5_000)).length());
    assertEquals(300, QueryWords.cut("ก".repeat(5_000)).length());
  }

  @Test
  void countsARunThatTheAnalyzersWouldCut() {
    assertTrue(QueryWords.cut("a".repeat(100_000)).length() <= 300 * 200);
  }

  @Test
  void neverCutsAPairOfSurrogates() {
    String cut = QueryWords.cut("🎙".repeat(1_000));
    assertEquals(600, cut.length());
  }
}
