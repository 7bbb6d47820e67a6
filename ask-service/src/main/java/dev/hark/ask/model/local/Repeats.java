package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which passages say what was said before, word for word. Transcribers who hear nothing write the
 * same words over and over: those say nothing.
 */
final class Repeats {
  /** Whoever means something hardly says it so often in the very same words. */
  private static final int LOOP = 3;

  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");

  private record Said(String recording, String words) {}

  private final List<Said> said;
  private final Map<Said, Integer> first = new HashMap<>();
  private final Map<Said, Integer> times = new HashMap<>();

  Repeats(List<Passage> passages) {
    this.said = passages.stream().map(Repeats::said).toList();
    for (int place = 0; place < passages.size(); place++) {
      first.putIfAbsent(said.get(place), place);
      times.merge(said.get(place), 1, Integer::sum);
    }
  }

  /** The first of those with the same words in its recording. */
  boolean isFirst(int place) {
    return first.getOrDefault(said.get(place), place) == place;
  }

  /** Said over and over, or the same words over and over in itself. */
  boolean isLoop(int place) {
    Said words = said.get(place);
    return times.getOrDefault(words, 1) >= LOOP || repeatsItself(words.words().split(" "));
  }

  private static boolean repeatsItself(String[] words) {
    for (int period = 1; period * LOOP <= words.length; period++) {
      if (hasPeriod(words, period)) {
        return true;
      }
    }
    return false;
  }

  private static boolean hasPeriod(String[] words, int period) {
    for (int i = period; i < words.length; i++) {
      if (!words[i].equals(words[i - period])) {
        return false;
      }
    }
    return true;
  }

  private static Said said(Passage passage) {
    String words =
        BETWEEN_WORDS.matcher(passage.text().toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    return new Said(passage.recording(), words);
  }
}
