package dev.hark.interpretation;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** The languages in which questions are read, each known by the small words that it alone uses. */
public enum Language {
  ENGLISH(
      "the what did who how many about was were is are say said does do when where which why of"
          + " and there it that with for",
      "and what about | and | how about | what about | what else | anything else | then"),
  GERMAN(
      "der die das was wer wie oft hat haben wurde wurden ist sind über gesagt und wann wo welche"
          + " warum von mit den dem im nicht gibt es hatte wir",
      "und | und was ist mit | was ist mit | wie sieht es mit | was noch | sonst noch"),
  FRENCH(
      "le la les que qui quoi quand où combien est sont dit des du une un avec sur pour et a-t-il"
          + " qu'est-ce avons nous été dans quelles quels",
      "et | et pour | qu'en est-il | et concernant | quoi d'autre"),
  SPANISH(
      "el la los las qué quién cuándo dónde cuántas veces es son dijo del una un con sobre para y"
          + " en se hay cuáles cómo por fue",
      "y | y qué hay de | qué hay de | y qué tal | qué más"),
  DUTCH(
      "de het een wat wie hoe vaak heeft hebben werd werden is zijn over gezegd en wanneer waar"
          + " welke waarom van met niet er we wij",
      "en | en hoe zit het met | hoe zit het met | en wat dacht je van | wat nog meer");

  private static final Set<String> POINTERS =
      setOf(
          "it its this that these those he him his she her hers they them their there then er ihm"
              + " ihn sein seine sie ihr ihre es dies diese dieser davon dazu damals il elle ils"
              + " elles lui leur cela ça ce cette y él ella ellos ellas eso esto su sus hij hem"
              + " haar zij ze hun dat dit daar");

  /** What asks for what became of it: later than what was spoken of. */
  private static final Set<String> ONWARD =
      setOf(
          "change changed changes move moved moves moving still now later afterwards after became"
              + " become becomes came happened happens eventually finally anymore yet since will"
              + " update updated next ge\u00e4ndert \u00e4ndert noch jetzt sp\u00e4ter danach"
              + " seitdem inzwischen schlie\u00dflich geworden wird werden chang\u00e9 encore"
              + " maintenant apr\u00e8s ensuite devenu depuis finalement cambi\u00f3 cambiado"
              + " todav\u00eda ahora despu\u00e9s luego finalmente veranderd nog nu later daarna"
              + " sindsdien uiteindelijk geworden wordt zal");

  private static final int FEW = 3;
  private static final int SHORT = 6;

  private final String small;
  private final String beginnings;

  /**
   * @param small words, with spaces around each
   * @param beginnings of questions that go on, divided by bars
   */
  Language(String small, String beginnings) {
    this.small = " " + small + " ";
    this.beginnings = beginnings;
  }

  private boolean isSmall(String word) {
    return small.contains(" " + word + " ");
  }

  private Stream<String> beginnings() {
    return Arrays.stream(beginnings.split("\\|")).map(String::strip);
  }

  /** The language of a question; English when it cannot be told. */
  public static Language of(String question) {
    List<String> words = words(question);
    Language best = ENGLISH;
    long most = 0;
    for (Language language : values()) {
      long found = words.stream().filter(language::isSmall).count();
      if (found > most) {
        best = language;
        most = found;
      }
    }
    return best;
  }

  /**
   * Whether a question leans on the one before it: it begins as one that goes on, is but a few
   * words, or is short and points at what was said.
   */
  public static boolean goesOn(String question) {
    List<String> words = words(question);
    return words.size() <= FEW
        || opens(question)
        || (words.size() <= SHORT && words.stream().anyMatch(POINTERS::contains));
  }

  /** Whether it begins as one that goes on: "and", "what about". */
  public static boolean opens(String question) {
    String text = String.join(" ", words(question)) + " ";
    return Arrays.stream(values())
        .flatMap(Language::beginnings)
        .anyMatch(beginning -> text.startsWith(beginning + " "));
  }

  /** Whether it asks for what became of what was spoken of, at whatever time. */
  public static boolean looksOn(String question) {
    return words(question).stream().anyMatch(ONWARD::contains);
  }

  private static Set<String> setOf(String words) {
    return Set.copyOf(List.of(words.split(" ", -1)));
  }

  private static List<String> words(String question) {
    return Arrays.stream(
            Normalizer.normalize(question, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[\u2018\u2019\u02bc]", "'")
                .split("[^\\p{L}\\p{M}\\p{N}'-]+"))
        .filter(word -> !word.isEmpty())
        .toList();
  }
}
