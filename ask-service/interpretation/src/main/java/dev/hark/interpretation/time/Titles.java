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
    while (at < size() && nounEnd(at) > at) {
      int end = nounEnd(at);
      for (int i = at; i < end && !isOfAny(at); i++) {
        word(words, i);
      }
      at = end;
    }
    int end = companions(words, at);
    boolean named = end > at && isName(at);
    return new Slot(Symbol.TITLE, end, new Value.Title(String.join(" ", words), named));
  }

  /** With Pellworth, not: with the supplier, of the board. */
  private boolean isName(int at) {
    int first = reading.endOf(Symbol.LINK, at);
    return first > at
        && first < size()
        && !reading.is(Symbol.FUNCTION, first)
        && reading.tokens().get(first).capital();
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
      case NOUN, NAMED_RECORDING, RECORDING, NTH, REQUEST -> true;
      case SAID -> true;
      default -> false;
    };
  }

  /** The words after with or of: the first, and all that follow in capitals. */
  private int companions(List<String> words, int at) {
    int link = Math.max(reading.endOf(Symbol.LINK, at), reading.endOf(Symbol.OF, at));
    int first = link < size() && reading.is(Symbol.FUNCTION, link) && link > at ? link + 1 : link;
    if (link == at || first >= size() || !mayBeOfTitle(first)) {
      return at;
    }
    int end = first;
    while (end < size() && mayBeOfTitle(end) && (end == first || goesOn(end))) {
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
