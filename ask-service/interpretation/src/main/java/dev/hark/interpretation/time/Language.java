package dev.hark.interpretation.time;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Words and patterns of a language, as its file has them. Does not change once it is read. */
final class Language {
  /** What a word stands for. */
  record Word(Symbol symbol, int value) {}

  /** What a weekday is multiplied by to have room for a part of the day. */
  static final int PARTS = 8;

  private final Trie<Word> words = new Trie<>();
  private final Map<Meaning.Level, Trie<Meaning>> patterns = new EnumMap<>(Meaning.Level.class);
  private final Map<Symbol, Affixes> affixes = new EnumMap<>(Symbol.class);
  private final Set<String> ordinalSuffixes = new HashSet<>();
  private final Set<String> compounds = new HashSet<>();
  private final Set<Meaning> needPreposition = EnumSet.noneOf(Meaning.class);

  private final Map<Symbol, Map<String, Integer>> ofCompounds = new EnumMap<>(Symbol.class);

  Language() {
    for (Meaning.Level level : Meaning.Level.values()) {
      patterns.put(level, new Trie<>());
    }
    for (Symbol symbol : Symbol.values()) {
      affixes.put(symbol, new Affixes());
    }
  }

  Trie<Word> words() {
    return words;
  }

  void add(List<Object> sequence, Word word) {
    words.add(sequence, word);
    if (sequence.size() == 1) {
      ofCompounds
          .computeIfAbsent(word.symbol(), _ -> new HashMap<>())
          .put((String) sequence.getFirst(), word.value());
    }
  }

  /** Where words are joined, those of weekdays are with those of parts of the day. */
  void join() {
    if (compounds.isEmpty()) {
      return;
    }
    ofCompounds
        .getOrDefault(Symbol.WEEKDAY, Map.of())
        .forEach(
            (weekday, day) ->
                ofCompounds
                    .getOrDefault(Symbol.PART, Map.of())
                    .forEach(
                        (part, number) ->
                            words.add(
                                List.of(weekday + part),
                                new Word(Symbol.WEEKDAY_PART, day * PARTS + number))));
    ofCompounds.clear();
  }

  Trie<Meaning> patterns(Meaning.Level level) {
    return patterns.getOrDefault(level, new Trie<>());
  }

  Affixes affixes(Symbol symbol) {
    return affixes.getOrDefault(symbol, new Affixes());
  }

  /** What makes a number an ordinal one: th, er, ste. */
  Set<String> ordinalSuffixes() {
    return ordinalSuffixes;
  }

  /** Words for recordings that others may be joined to, as in Budgetbesprechung. */
  Set<String> compounds() {
    return compounds;
  }

  /** Meanings that alone could be anything: a number for a year, the name of a month. */
  Set<Meaning> needPreposition() {
    return needPreposition;
  }
}
