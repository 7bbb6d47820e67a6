package dev.hark.search.index.opensearch;

import dev.hark.words.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * The words of a query, each list with spaces between them, as many as OpenSearch takes.
 *
 * @param asked as the index holds them
 * @param withoutAccents all of them
 * @param accented without their accents, those that have any
 */
record QueryWords(String asked, String withoutAccents, String accented) {
  /** OpenSearch refuses more than 1,024. */
  private static final int MAX_CLAUSES = 1_000;

  /** A clause for each field, and one that looks for it without accents in the words. */
  private static final int CLAUSES = 4;

  static QueryWords of(String query) {
    List<String> asked = new ArrayList<>();
    List<String> withoutAccents = new ArrayList<>();
    List<String> accented = new ArrayList<>();
    for (String word : Words.asked(query)) {
      if ((asked.size() + 1) * CLAUSES + accented.size() >= MAX_CLAUSES) {
        break;
      }
      String plain = Words.withoutAccents(word);
      asked.add(word);
      withoutAccents.add(plain);
      if (!plain.equals(word)) {
        accented.add(plain);
      }
    }
    return new QueryWords(
        String.join(" ", asked), String.join(" ", withoutAccents), String.join(" ", accented));
  }
}
