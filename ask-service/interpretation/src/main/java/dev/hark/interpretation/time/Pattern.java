package dev.hark.interpretation.time;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A line of a language file: words and slots with spaces between. {@code a/b} is one or the other,
 * {@code a?} may be missing, {@code <slot>} stands for whatever the slot's section or meaning has,
 * {@code -<slot>} for the same behind a hyphen. A word that ends with {@code !} is found only with
 * its accents, every other without them too.
 */
final class Pattern {
  private Pattern() {}

  /** All sequences that a line stands for. */
  static List<List<Object>> sequences(String line) {
    List<List<Object>> sequences = List.of(List.of());
    for (String element : line.strip().split(" +", -1)) {
      boolean optional = element.endsWith("?");
      String needed = optional ? element.substring(0, element.length() - 1) : element;
      List<List<Object>> longer = new ArrayList<>(optional ? sequences : List.of());
      for (String alternative : needed.equals("/") ? new String[] {"/"} : needed.split("/", -1)) {
        for (List<Object> spelling : spellings(alternative)) {
          sequences.forEach(sequence -> longer.add(joined(sequence, spelling)));
        }
      }
      sequences = longer;
    }
    return sequences.stream().filter(sequence -> !sequence.isEmpty()).distinct().toList();
  }

  private static List<List<Object>> spellings(String alternative) {
    if (alternative.endsWith(">")) {
      boolean joined = alternative.startsWith("-");
      String name = alternative.substring(joined ? 2 : 1, alternative.length() - 1);
      Symbol symbol = Symbol.valueOf(name.toUpperCase(Locale.ROOT).replace('-', '_'));
      return List.of(List.of(new Trie.Edge(symbol, joined)));
    }
    boolean exact = alternative.endsWith("!");
    String word = exact ? alternative.substring(0, alternative.length() - 1) : alternative;
    List<Object> written = keys(word);
    List<Object> plain = exact ? written : keys(withoutAccents(word));
    return written.equals(plain) ? List.of(written) : List.of(written, plain);
  }

  private static List<Object> keys(String word) {
    boolean joined = word.startsWith("-");
    List<Object> keys = new ArrayList<>();
    for (Token token : Tokenizer.tokens(joined ? word.substring(1) : word)) {
      keys.add(keys.isEmpty() && joined ? "-" + token.key() : token.key());
    }
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("a word is needed, not " + word);
    }
    return keys;
  }

  private static String withoutAccents(String word) {
    return Normalizer.normalize(word, Normalizer.Form.NFD).replaceAll("\\p{Mn}", "");
  }

  private static List<Object> joined(List<Object> first, List<Object> second) {
    List<Object> both = new ArrayList<>(first);
    both.addAll(second);
    return both;
  }
}
