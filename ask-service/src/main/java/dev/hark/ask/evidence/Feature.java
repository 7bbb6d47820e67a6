package dev.hark.ask.evidence;

import dev.hark.ask.evidence.Word.Look;
import dev.hark.ask.evidence.Word.Script;
import dev.hark.ask.retrieval.ContentWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something by which words are known again.
 *
 * @param look of a word here
 * @param first place of its first word in the text
 * @param last place of its last word in the text
 */
record Feature(Kind kind, String form, Look look, int first, int last) {
  /** What it is. */
  enum Kind {
    /** Six words in a row, or a title. */
    PHRASE,
    NUMBER,
    /** One that says something, and may be a name. */
    WORD
  }

  /** The same wherever it stands. */
  record Key(Kind kind, String form) {}

  private static final int PHRASE_TENTHS = 60;
  private static final Pattern DIGITS = Pattern.compile("\\d+");

  /** Endings of names in a text, the longest first: "Bergens" is no other than "Bergen". */
  private static final List<String> ENDINGS = List.of("es", "s");

  /** Shorter words are left as they are. */
  private static final int LEAST = 4;

  Key key() {
    return new Key(kind, form);
  }

  /**
   * Everything by which a text is known again.
   *
   * @param titles that count as one thing, each in the forms of its words
   * @param wanted forms of words; what has others in it is left out
   */
  static List<Feature> of(List<Word> words, Set<List<String>> titles, Predicate<String> wanted) {
    List<String> forms = words.stream().map(Word::form).toList();
    List<Feature> features = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      phrase(words, i, wanted, features);
      for (List<String> title : titles) {
        int end = i + title.size();
        if (end <= forms.size() && title.equals(forms.subList(i, end))) {
          features.add(new Feature(Kind.PHRASE, String.join(" ", title), Look.NAME, i, end - 1));
        }
      }
      Word word = words.get(i);
      if (word.isNumber()) {
        numbers(word, i, features);
      } else if (word.script() == Script.SPACED) {
        word(word, i, wanted, features);
      } else {
        characters(words, i, features);
      }
    }
    return features;
  }

  private static void phrase(
      List<Word> words, int first, Predicate<String> wanted, List<Feature> features) {
    StringBuilder form = new StringBuilder();
    int tenths = 0;
    for (int last = first; last < words.size() && wanted.test(words.get(last).form()); last++) {
      form.append(words.get(last).form()).append(' ');
      tenths += words.get(last).script().tenths;
      if (tenths >= PHRASE_TENTHS) {
        features.add(new Feature(Kind.PHRASE, form.toString(), Look.SMALL, first, last));
        return;
      }
    }
  }

  /** "7f3a" is one, and so are its digits. */
  private static void numbers(Word word, int at, List<Feature> features) {
    features.add(new Feature(Kind.NUMBER, word.form(), Look.SMALL, at, at));
    Matcher digits = DIGITS.matcher(word.form());
    while (digits.find()) {
      features.add(new Feature(Kind.NUMBER, digits.group(), Look.SMALL, at, at));
    }
  }

  private static void word(Word word, int at, Predicate<String> wanted, List<Feature> features) {
    String stem = stem(word.form());
    if (word.form().length() > 1
        && wanted.test(stem)
        && (word.look() == Look.NAME || !ContentWords.of(word.form()).isEmpty())) {
      features.add(new Feature(Kind.WORD, stem, word.look(), at, at));
    }
  }

  private static String stem(String form) {
    for (String ending : ENDINGS) {
      if (form.endsWith(ending) && form.length() - ending.length() >= LEAST) {
        return form.substring(0, form.length() - ending.length());
      }
    }
    return form;
  }

  private static void characters(List<Word> words, int first, List<Feature> features) {
    Script script = words.get(first).script();
    int last = first + script.nameLength - 1;
    StringBuilder form = new StringBuilder();
    for (int i = first; i <= last; i++) {
      if (i == words.size() || words.get(i).script() != script) {
        return;
      }
      form.append(words.get(i).form());
    }
    features.add(new Feature(Kind.WORD, form.toString(), Look.WITHOUT_CASE, first, last));
  }
}
