package dev.hark.words;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The index's own stems are compared with these by {@code EnglishStemIT} of search-service. */
class EnglishStemTest {
  @ParameterizedTest
  @CsvSource({
    "deadlines, deadline",
    "shipped, ship",
    "shipping, ship",
    "budgets, budget",
    "decided, decide",
    "relational, relate",
    "parties, party",
    "hopping, hop",
    "agreed, agree",
    "controlling, control",
    "usefulness, useful",
  })
  void formsOfAWordHaveOneStem(String form, String word) {
    assertEquals(EnglishStem.of(word), EnglishStem.of(form));
  }

  @Test
  void otherWordsDoNot() {
    assertNotEquals(EnglishStem.of("line"), EnglishStem.of("deadline"));
    assertEquals("as", EnglishStem.of("as"));
    assertEquals("\u4f1a", EnglishStem.of("\u4f1a"));
  }
}
