package dev.hark.interpretation.time;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds how recordings are called: up to three words, a word for recordings, and with whom or of
 * what, as in <i>weekly sales call with Pellworth</i>.
 */
record Titles(Reading reading) {
  private static final int MOST_BEFORE = 3;

  /** More words in capitals are rather a heading. */
  private static final int MOST_OF_NAME = 3;

  @Nullable Slot at(int start) {
    List<String> words = new ArrayList<>();
    int at = start;
    while (at < size() && at - start <= MOST_BEFORE && nounEnd(at) == at && mayBeOfTitle(at)) {
      word(words, at);
      at++;
    }
    if (at == size() || nounEnd(at) == at) {
      return null;
    }
    boolean small = true;
    while (at < size() && nounEnd(at) > at) {
      small &= !reading.tokens().get(at).capital();
      int end = nounEnd(at);
      for (int i = at; i < end && !isOfAny(at); i++) {
        word(words, i);
      }
      at = end;
    }
    List<String> companions = new ArrayList<>();
    int end = companions(companions, at);
    words.addAll(companions);
    boolean named = small && isName(at) && companions.size() <= MOST_OF_NAME;
    List<String> name = named ? List.copyOf(companions) : List.of();
    return new Slot(Symbol.TITLE, end, new Value.Title(String.join(" ", words), name));
  }

  /**
   * With Pellworth, not: with the supplier, of the board. A capital tells it where nouns have none:
   * neither in German nor in THE LATEST CALL WITH SUPPLIERS.
   */
  private boolean isName(int at) {
    int link = reading.endOf(Symbol.NAME_LINK, at);
    if (link == at || link >= size()) {
      return false;
    }
    int first = afterHonorifics(link);
    return mayBeOfTitle(first)
        && !reading.is(Symbol.FUNCTION, first)
        && reading.tokens().get(first).capital();
  }

  /** Mrs. Kroonen is Kroonen; the place itself where no name follows. */
  private int afterHonorifics(int at) {
    int name = at;
    for (int next = reading.endOf(Symbol.HONORIFIC, at); next > name && next < size(); ) {
      next += reading.tokens().get(next).key().equals(Token.SENTENCE_END) ? 1 : 0;
      if (next == size() || !mayBeOfTitle(next)) {
        break;
      }
      name = next;
      next = reading.endOf(Symbol.HONORIFIC, name);
    }
    return name;
  }

  /** Where a word for recordings ends that begins here; the place itself where there is none. */
  int nounEnd(int at) {
    int end = at;
    for (Reading.Match match : reading.matches(at)) {
      if (match.symbol() == Symbol.RECORDING || match.symbol() == Symbol.NAMED_RECORDING) {
        end = Math.max(end, match.end());
      }
    }
    return end == at && isCompound(at) ? at + 1 : end;
  }

  private boolean isCompound(int at) {
    String word = reading.tokens().get(at).word();
    return reading.language().compounds().stream()
        .anyMatch(head -> word.length() > head.length() + 2 && word.endsWith(head));
  }

  private boolean isOfAny(int at) {
    return reading.matches(at).stream().anyMatch(match -> match.symbol() == Symbol.RECORDING);
  }

  private boolean mayBeOfTitle(int at) {
    Token token = reading.tokens().get(at);
    return token.isWord()
        && !token.isNumber()
        && (token.isJoined() || reading.matches(at).stream().allMatch(Titles::isOfTitle));
  }

  private static boolean isOfTitle(Reading.Match match) {
    return switch (match.symbol()) {
      case NOUN, NAMED_RECORDING, RECORDING, NTH, REQUEST, HONORIFIC -> true;
      case SAID -> true;
      default -> false;
    };
  }

  /**
   * The words after with or of: the first, and all that follow in capitals; none of them is Mrs.
   */
  private int companions(List<String> words, int at) {
    int link = Math.max(reading.endOf(Symbol.LINK, at), reading.endOf(Symbol.OF, at));
    int first = link < size() && reading.is(Symbol.FUNCTION, link) && link > at ? link + 1 : link;
    if (link == at || first >= size() || !mayBeOfTitle(first)) {
      return at;
    }
    int end = first;
    while (end < size() && mayBeOfTitle(end) && (end == first || goesOn(end))) {
      end = afterHonorifics(end);
      word(words, end);
      end++;
    }
    return end;
  }

  private boolean goesOn(int at) {
    Token token = reading.tokens().get(at);
    return token.isJoined() || token.capital();
  }

  /** As written; a hyphen joins it to the word before. */
  private void word(List<String> words, int at) {
    Token token = reading.tokens().get(at);
    String written = reading.question().substring(token.start(), token.end());
    if (token.isJoined() && !words.isEmpty()) {
      words.set(words.size() - 1, words.getLast() + "-" + written);
    } else {
      words.add(written);
    }
  }

  private int size() {
    return reading.tokens().size();
  }
}
