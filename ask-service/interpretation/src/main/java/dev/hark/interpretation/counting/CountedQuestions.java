package dev.hark.interpretation.counting;

import dev.hark.interpretation.speaker.NamedSpeaker;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Recognises questions for how many and for all of something by tables, one a language. What asks
 * for a number that words cannot prove, such as how many people came, is not one of them. Safe for
 * many threads.
 */
public final class CountedQuestions {
  /** Longer ones ask for more than a number. */
  private static final int LONGEST = 300;

  private static final List<CountingTable> TABLES =
      List.of("en", "de", "fr", "es", "nl").stream().map(CountingTable::of).toList();

  private CountedQuestions() {}

  /**
   * What is counted or listed, if anything is.
   *
   * @param question without the words that say a time
   * @param speakers who are named in it, in their places
   */
  public static Optional<CountedQuestion> read(String question, List<NamedSpeaker> speakers) {
    if (question.length() > LONGEST || speakers.size() > CountingTable.MOST_MARKS) {
      return Optional.empty();
    }
    String text = plain(marked(question, speakers));
    List<List<String>> names = speakers.stream().map(NamedSpeaker::names).toList();
    return TABLES.stream().flatMap(table -> table.read(text, names).stream()).findFirst();
  }

  /** Each who is named is one character. */
  private static String marked(String question, List<NamedSpeaker> speakers) {
    StringBuilder text = new StringBuilder();
    int from = 0;
    for (int i = 0; i < speakers.size(); i++) {
      NamedSpeaker speaker = speakers.get(i);
      text.append(question, from, speaker.start()).append(CountingTable.mark(i));
      from = speaker.end();
    }
    return text.append(question, from, question.length()).toString();
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\u2018\u2019\u02bc\u00b4`]", "'")
        .replaceAll("[\u201c\u201d\u201e\u00ab\u00bb\u2039\u203a]", "\"")
        .replaceAll("[\\s,;:]+", " ")
        .replaceAll("^[\\s\u00bf\u00a1.-]+|[\\s?!.\u2026]+$", "");
  }
}
