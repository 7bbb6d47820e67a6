package dev.hark.search.index;

import dev.hark.words.Words;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * What is said, by its words alone: texts that differ in case, spaces and punctuation only have the
 * same wording, and so have loops of the same words, however often they go round.
 *
 * @param value the same for the same wording only; about 30 characters
 */
public record Wording(String value) {
  /** Begins the values of loops, and of nothing else. */
  public static final String LOOP = "loop.";

  /** Fewer words are an utterance, not a loop. */
  private static final int LEAST_LOOP = 8;

  /** A handful: what recognisers get stuck in is a phrase. None of train's chunks is a loop. */
  private static final int MOST_DISTINCT = 12;

  /** What a text says. */
  public static Wording of(String text) {
    List<String> words = words(text);
    if (isLoop(words)) {
      return loop(words);
    }
    String said = words.isEmpty() ? text.strip() : String.join(" ", words);
    return new Wording(Generation.hash(said));
  }

  /** Whether this is nothing but a few words over and over. */
  public boolean isLoop() {
    return value.startsWith(LOOP);
  }

  /** Whether a loop goes round in the very words of the text. */
  public boolean isLoopOf(String text) {
    return isLoop() && equals(loop(words(text)));
  }

  /** The words of a text, as it is found by them, in order. */
  public static List<String> words(String text) {
    return Words.asked(text);
  }

  private static Wording loop(List<String> words) {
    return new Wording(LOOP + Generation.hash(String.join(" ", new TreeSet<>(words))));
  }

  /** What is said once among it stands between two words that do not follow each other again. */
  private static boolean isLoop(List<String> words) {
    if (words.size() < LEAST_LOOP || new TreeSet<>(words).size() > MOST_DISTINCT) {
      return false;
    }
    Map<String, Integer> pairs = new HashMap<>();
    for (int i = 1; i < words.size(); i++) {
      pairs.merge(words.get(i - 1) + " " + words.get(i), 1, Integer::sum);
    }
    long once = pairs.values().stream().filter(count -> count == 1).count();
    return once <= 1 && pairs.size() * 3 <= words.size();
  }
}
