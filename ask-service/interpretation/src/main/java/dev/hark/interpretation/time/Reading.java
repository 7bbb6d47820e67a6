package dev.hark.interpretation.time;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tokens of a question with all that they stand for in one language. What is looked up once is
 * kept, so that each place of the question is read once.
 */
final class Reading {
  /** Words of a language that stand at a place, up to a token. */
  record Match(Symbol symbol, int value, int end, boolean joined) {}

  /** What a pattern found at a place. */
  record Found(Meaning meaning, int end, Value value) {}

  private final Language language;
  private final String question;
  private final List<Token> tokens;
  private final Limits limits;
  private final List<List<Match>> matches = new ArrayList<>();
  private final Map<Integer, List<Slot>> digits = new HashMap<>();
  private final Map<Meaning.Level, Map<Integer, List<Found>>> found =
      new EnumMap<>(Meaning.Level.class);

  Reading(Language language, String question, List<Token> tokens, Days days) {
    this.language = language;
    this.question = question;
    this.tokens = tokens;
    this.limits = new Limits(days);
    for (int i = 0; i < tokens.size(); i++) {
      List<Match> here = new ArrayList<>();
      Token token = tokens.get(i);
      look(token.key(), i, false, here);
      if (token.isJoined()) {
        look(token.word(), i, true, here);
      }
      matches.add(here);
    }
  }

  private void look(String first, int at, boolean joined, List<Match> here) {
    Trie<Language.Word> node = language.words().after(first);
    for (int end = at + 1; node != null; end++) {
      for (Language.Word word : node.ends()) {
        here.add(new Match(word.symbol(), word.value(), end, joined));
      }
      node = end < tokens.size() ? node.after(tokens.get(end).key()) : null;
    }
  }

  Language language() {
    return language;
  }

  String question() {
    return question;
  }

  List<Token> tokens() {
    return tokens;
  }

  Limits limits() {
    return limits;
  }

  /** Of all lengths, longest last; words behind a hyphen too. */
  List<Match> matches(int at) {
    return matches.get(at);
  }

  /** Where the longest such words end that begin here; the place itself where there are none. */
  int endOf(Symbol symbol, int at) {
    int end = at;
    for (Match match : at < tokens.size() ? matches.get(at) : List.<Match>of()) {
      if (match.symbol() == symbol && !match.joined()) {
        end = Math.max(end, match.end());
      }
    }
    return end;
  }

  boolean is(Symbol symbol, int at) {
    return endOf(symbol, at) > at;
  }

  /** How many of the words are known in this language. */
  int known() {
    int known = 0;
    int covered = 0;
    for (int i = 0; i < tokens.size(); i++) {
      for (Match match : matches.get(i)) {
        covered = match.joined() ? covered : Math.max(covered, match.end());
      }
      known += covered > i ? 1 : 0;
    }
    return known;
  }

  List<Found> at(Meaning.Level level, int at) {
    Map<Integer, List<Found>> places = found.computeIfAbsent(level, _ -> new HashMap<>());
    List<Found> known = places.get(at);
    if (known != null) {
      return known;
    }
    List<Found> here = new ArrayList<>();
    walk(language.patterns(level), at, new ArrayList<>(), here);
    places.put(at, here);
    return here;
  }

  private void walk(Trie<Meaning> node, int at, List<Slot> slots, List<Found> here) {
    for (Meaning meaning : node.ends()) {
      Value value = limits.of(meaning, new Captured(List.copyOf(slots)));
      if (value != null) {
        here.add(new Found(meaning, at, value));
      }
    }
    if (at == tokens.size()) {
      return;
    }
    Trie<Meaning> next = node.after(tokens.get(at).key());
    if (next != null) {
      walk(next, at + 1, slots, here);
    }
    node.slots()
        .forEach(
            (edge, after) -> {
              for (Slot slot : slots(edge, at)) {
                slots.add(slot);
                walk(after, slot.end(), slots, here);
                slots.removeLast();
              }
            });
  }

  private List<Slot> slots(Trie.Edge edge, int at) {
    Symbol symbol = edge.symbol();
    if (edge.joined() != tokens.get(at).isJoined()) {
      return List.of();
    }
    return switch (symbol.kind()) {
      case WORDS -> List.of();
      case VALUES, COMPOUNDS -> {
        List<Slot> slots = new ArrayList<>(digits(symbol, at));
        for (Match match : matches.get(at)) {
          if (match.symbol() == symbol && match.joined() == edge.joined()) {
            slots.add(new Slot(symbol, match.end(), new Value.Count(match.value())));
          }
        }
        yield slots;
      }
      case DIGITS -> digits(symbol, at);
      case MADE -> made(symbol, at);
    };
  }

  private List<Slot> digits(Symbol symbol, int at) {
    if (!tokens.get(at).isNumber()) {
      return List.of();
    }
    List<Slot> all =
        digits.computeIfAbsent(
            at, _ -> Digits.read(tokens.get(at).word(), language.ordinalSuffixes(), at + 1));
    List<Slot> slots = new ArrayList<>(1);
    for (Slot slot : all) {
      if (slot.symbol() == symbol) {
        slots.add(slot);
      }
    }
    return slots;
  }

  private List<Slot> made(Symbol symbol, int at) {
    List<Slot> slots = new ArrayList<>();
    if (symbol == Symbol.TITLE) {
      Slot title = new Titles(this).at(at);
      return title == null ? slots : List.of(title);
    }
    Meaning.Level level = symbol == Symbol.TIME ? Meaning.Level.TIME : Meaning.Level.DAY;
    at(level, at).forEach(found -> slots.add(new Slot(symbol, found.end(), found.value())));
    if (symbol == Symbol.PERIOD) {
      at(Meaning.Level.PERIOD, at)
          .forEach(found -> slots.add(new Slot(symbol, found.end(), found.value())));
    }
    return slots;
  }
}
