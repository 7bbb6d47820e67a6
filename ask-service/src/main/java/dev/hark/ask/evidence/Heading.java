package dev.hark.ask.evidence;

import dev.hark.ask.session.AnswerSentence;
import dev.hark.ask.session.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What says nothing itself and stands above something that does: titles, "They agreed:", the head
 * of a table, and lines without words. It rests on what is cited below it, up to the next one.
 */
final class Heading {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]");
  private static final Pattern TITLE =
      Pattern.compile("\\s*+(?:#.*|\\*\\*[^*]+\\*\\*:?|.*[:：][*_\\s]*)", Pattern.DOTALL);

  /** A longer one, or one with a full stop inside, says something itself. */
  private static final int LONGEST = 12;

  private Heading() {}

  static boolean at(List<AnswerSentence> sentences, int i) {
    AnswerSentence sentence = sentences.get(i);
    if (i + 1 == sentences.size() || !sentence.citations().isEmpty()) {
      return false;
    }
    return !hasWords(sentence.text())
        || isTitle(sentence.words())
        || (isRow(sentence)
            && isRow(sentences.get(i + 1))
            && !hasWords(sentences.get(i + 1).text()));
  }

  static boolean hasWords(String text) {
    return WORD.matcher(text).find();
  }

  private static boolean isTitle(String text) {
    return TITLE.matcher(text).matches()
        && !text.matches("(?s).*[.!?…。！？]\\W*")
        && Word.of(text).size() <= LONGEST;
  }

  private static boolean isRow(AnswerSentence sentence) {
    return sentence.text().strip().startsWith("|");
  }

  /** Headings that follow each other share what is below. */
  static List<Part.Citation> citedBelow(List<AnswerSentence> sentences, int heading) {
    int i = heading + 1;
    while (i < sentences.size() && at(sentences, i)) {
      i++;
    }
    List<Part.Citation> cited = new ArrayList<>();
    while (i < sentences.size() && !at(sentences, i)) {
      cited.addAll(sentences.get(i).citations());
      i++;
    }
    return cited;
  }
}
