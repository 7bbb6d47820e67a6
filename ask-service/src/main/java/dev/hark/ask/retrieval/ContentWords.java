package dev.hark.ask.retrieval;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words of a text that say what it is about, in lower case, in order. */
public final class ContentWords {
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’][\\p{L}]+)?");

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

  private ContentWords() {}

  public static List<String> of(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
    while (matcher.find()) {
      String word = withoutSuffix(matcher.group());
      if (!EMPTY.contains(word)) {
        words.add(word);
      }
    }
    return words;
  }

  /** "Noor's", "didn't" and "she'll" are about Noor, did and she. */
  private static String withoutSuffix(String word) {
    String plain = word.replace('’', '\'');
    int apostrophe = plain.indexOf('\'');
    if (apostrophe < 0) {
      return plain;
    }
    String stem = plain.substring(0, apostrophe);
    return plain.endsWith("n't") && stem.endsWith("n")
        ? stem.substring(0, stem.length() - 1)
        : stem;
  }
}
