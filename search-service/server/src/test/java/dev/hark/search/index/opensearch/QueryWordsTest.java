package dev.hark.search.index.opensearch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.search.index.opensearch.SearchRequests.QueryWords;
import dev.hark.words.Words;
import java.util.List;
import org.junit.jupiter.api.Test;

class QueryWordsTest {
  /** One clause a word in each of four fields, and one for each word with accents. */
  private static int clauses(QueryWords words) {
    return count(words.asked()) * 3 + count(words.withoutAccents()) + count(words.accented());
  }

  private static int count(String words) {
    return words.isEmpty() ? 0 : words.split(" ", -1).length;
  }

  @Test
  void keepsAUsualQueryWhole() {
    String query = "What did Zoë say about the budget, and why? שלום 会議 🎙️";
    assertEquals(
        new QueryWords(
            "what did zoë say about the budget and why שלום 会議 🎙",
            "what did zoe say about the budget and why שלום 会議 🎙",
            "zoe"),
        QueryWords.of(query));
  }

  @Test
  void keepsAsManyWordsAsTheIndexTakes() {
    for (String many :
        List.of("word ", "é ", "a é ", "会議", "ประชุม", "회의 ", "🎙", "a.b ", "1,2 ", "l'é ")) {
      QueryWords words = QueryWords.of(many.repeat(2_000));
      assertTrue(clauses(words) <= 1_000 && clauses(words) > 990, many + clauses(words));
      assertTrue(Words.asked(many.repeat(2_000)).size() > count(words.asked()));
    }
  }
}
