package dev.hark.format;

import dev.hark.format.Warnings.Mend;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Puts the words of a recogniser together: about a sentence of one speaker each. */
final class WordGroups {
  /** A pause in which a listener takes a sentence for ended, whatever the signs say. */
  private static final double PAUSE_MS = 1500;

  private final Warnings warnings;
  private final List<Piece> groups = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();
  private Piece group = new Piece();
  private int words;
  private int confident;
  private double confidence;

  private WordGroups(Warnings warnings) {
    this.warnings = warnings;
  }

  /** Groups of words whose times are in milliseconds; those without text are skipped. */
  static List<Piece> of(List<Piece> words, Warnings warnings) {
    WordGroups groups = new WordGroups(warnings);
    for (Piece word : words) {
      if (word.text.isBlank()) {
        groups.text.append(groups.text.isEmpty() ? "" : word.text);
      } else {
        groups.add(word);
      }
    }
    groups.close();
    return groups.groups;
  }

  private void add(Piece word) {
    warnings.count(Mend.WORDS_WITHOUT_TIMES, word.hasStart() || word.glued ? 0 : 1);
    if (words > 0 && isBreak(word)) {
      close();
    }
    if (words == 0) {
      group.speaker = word.speaker;
      group.start = word.start;
    }
    group.start = group.hasStart() ? Math.min(group.start, nanLast(word.start)) : word.start;
    boolean spaced = text.isEmpty() || Character.isWhitespace(text.charAt(text.length() - 1));
    if (word.glued || spaced || Character.isWhitespace(word.text.charAt(0))) {
      text.append(word.text);
    } else {
      Sentences.append(text, word.text);
    }
    double end = word.hasEnd() ? word.end : word.start;
    group.end = group.hasEnd() ? Math.max(group.end, Double.isNaN(end) ? 0 : end) : end;
    words += word.glued ? 0 : 1;
    if (!word.glued && !Double.isNaN(word.confidence)) {
      confident++;
      confidence += word.confidence;
    }
  }

  private static double nanLast(double time) {
    return Double.isNaN(time) ? Double.MAX_VALUE : time;
  }

  private boolean isBreak(Piece word) {
    if (word.glued) {
      return false;
    }
    boolean ended = words >= Sentences.FEWEST_WORDS && Sentences.isEnd(tail());
    return ended
        || words >= Sentences.MOST_WORDS
        || word.start - group.end >= PAUSE_MS
        || !Objects.equals(word.speaker, group.speaker);
  }

  private String tail() {
    return text.substring(Math.max(0, text.length() - 8)).stripTrailing();
  }

  private void close() {
    if (words > 0) {
      group.text = text.toString();
      group.confidence = confident == 0 ? Double.NaN : confidence / confident;
      groups.add(group);
    }
    group = new Piece();
    text.setLength(0);
    words = 0;
    confident = 0;
    confidence = 0;
  }
}
