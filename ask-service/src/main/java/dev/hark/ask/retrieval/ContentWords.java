package dev.hark.ask.retrieval;

import dev.hark.words.Words;
import java.util.List;
import java.util.Set;

/** The words of a text that say what it is about, in order. */
public final class ContentWords {
  /** Words that questions in English are made of whatever they are about. */
  private static final Set<String> EMPTY =
      Set.of(
          ("a about above after again all also am an and any anybody anyone anything are as at be"
                  + " because been before being but by can cannot could did do does doing done else"
                  + " ever every everybody everyone everything exactly few for from further get"
                  + " give go goes going got had happen happened happens has have having he her"
                  + " here hers him his how i if in into is it its itself just know last later let"
                  + " like long look made make many may maybe me mean mention mentioned might more"
                  + " most much must my never new next no nobody nor not nothing now of off often"
                  + " ok okay old on once one ones only or other our out over own please really"
                  + " right said same say saying says see shall she should since so some somebody"
                  + " someone something still such sure take talk talked tell than thank thanks"
                  + " that the their them then there these they thing things this those though"
                  + " through to told too under until up upon us use used very want wanted was way"
                  + " we well went were what whatever when where which while who whom whose why"
                  + " will with without would yes yet you your yours")
              .split(" "));

  private static final Set<String> SUFFIXES = Set.of("d", "ll", "m", "re", "t", "ve");

  private ContentWords() {}

  /** Of what was said. */
  public static List<String> of(String text) {
    return contentOf(Words.of(text));
  }

  /** Of a question; each of them can be found among those of what was said. */
  public static List<String> asked(String question) {
    return contentOf(Words.asked(question));
  }

  private static List<String> contentOf(List<String> words) {
    return words.stream()
        .map(ContentWords::withoutSuffix)
        .filter(word -> !EMPTY.contains(word))
        .toList();
  }

  /** "Didn't" and "she'll" are about did and she; "o'clock" is about nothing else. */
  private static String withoutSuffix(String word) {
    int apostrophe = word.lastIndexOf('\'');
    if (apostrophe < 0 || !SUFFIXES.contains(word.substring(apostrophe + 1))) {
      return word;
    }
    String stem = word.substring(0, apostrophe);
    return word.endsWith("n't") ? stem.substring(0, stem.length() - 1) : stem;
  }
}
