package dev.hark.interpretation.time;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LanguageFileTest {
  static Iterable<String> languages() {
    return TimeExpressions.LANGUAGES;
  }

  @ParameterizedTest
  @MethodSource("languages")
  void hasASectionForEverySymbolAndMeaning(String language) {
    Set<String> needed = new TreeSet<>(Set.of(LanguageFile.NEEDS_PREPOSITION));
    for (Symbol symbol : Symbol.values()) {
      if (symbol.kind() == Symbol.Kind.WORDS || symbol.kind() == Symbol.Kind.VALUES) {
        needed.add(symbol.section());
      }
    }
    for (Meaning meaning : Meaning.values()) {
      needed.add(meaning.section());
    }
    assertEquals(needed, LanguageFile.sections(language));
  }

  @ParameterizedTest
  @MethodSource("languages")
  void hasAllMonthsAndWeekdaysAndNumbers(String language) {
    Trie<Language.Word> words = LanguageFile.read(language).words();
    for (int month = 1; month <= 12; month++) {
      assertTrue(isThere(words, Symbol.MONTH, month), "month " + month);
      assertTrue(isThere(words, Symbol.NUMBER, month), "number " + month);
    }
    for (int weekday = 1; weekday <= 7; weekday++) {
      assertTrue(isThere(words, Symbol.WEEKDAY, weekday), "weekday " + weekday);
    }
    for (Unit unit : Unit.values()) {
      boolean ofClock = unit == Unit.MINUTE || unit == Unit.HOUR;
      Symbol symbol = ofClock ? Symbol.CLOCK_UNIT : Symbol.UNIT;
      assertTrue(isThere(words, symbol, List.of(Unit.values()).indexOf(unit)), unit.name());
    }
    assertFalse(isThere(words, Symbol.MONTH, 13));
  }

  private static boolean isThere(Trie<Language.Word> node, Symbol symbol, int value) {
    return node.ends().contains(new Language.Word(symbol, value))
        || node.words().stream().anyMatch(next -> isThere(next, symbol, value));
  }
}
