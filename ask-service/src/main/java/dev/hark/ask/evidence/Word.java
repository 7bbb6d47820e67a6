package dev.hark.ask.evidence;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A word of a text, or a character of one in a script that sets no spaces between words.
 *
 * @param form without case, accents and what else does not make it another word
 * @param look whether it is written as a name
 * @param script how it is written
 */
record Word(String form, Look look, Script script) {
  /** How a word looks where it stands. */
  enum Look {
    /** With a capital letter inside a sentence, or as a part of an address or identifier. */
    NAME,
    /** With a capital letter where every word has one. */
    BEGINNING,
    /** In a script without capital letters: it may be a name or not. */
    WITHOUT_CASE,
    SMALL
  }

  /** How words are written. */
  enum Script {
    SPACED(10, 1),
    /** Chinese and Japanese: a word has about 1.7 characters. */
    IDEOGRAPHIC(6, 2),
    /** Thai, Lao, Khmer, Burmese: a word has about 3.5 letters. */
    UNSPACED(3, 4);

    /** Of one character or word, in tenths of a word. */
    final int tenths;

    /** Characters that can be a name together. */
    final int nameLength;

    Script(int tenths, int nameLength) {
      this.tenths = tenths;
      this.nameLength = nameLength;
    }

    static Script of(int codePoint) {
      UnicodeScript script = UnicodeScript.of(codePoint);
      return IDEOGRAPHS.contains(script)
          ? IDEOGRAPHIC
          : WITHOUT_SPACES.contains(script) ? UNSPACED : SPACED;
    }
  }

  private static final Set<UnicodeScript> IDEOGRAPHS =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.YI);
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(UnicodeScript.THAI, UnicodeScript.LAO, UnicodeScript.KHMER, UnicodeScript.MYANMAR);

  private static final Pattern INVISIBLE = Pattern.compile("\\p{Cf}");
  private static final Pattern MARK = Pattern.compile("\\p{Mn}");
  private static final Pattern BETWEEN_THOUSANDS =
      Pattern.compile("(?<=\\p{Nd})[.,'’](?=\\p{Nd}{3}(?!\\p{Nd}))");
  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{M}\\p{N}]+");

  /** After these a word has a capital letter for its place alone. */
  private static final String BEGINS = ".!?:;…\"“„«¿¡\n|•";

  /** What stands beside these is a part of an address or identifier. */
  private static final String JOINS = "@_";

  /** The words of a text, in order. */
  static List<Word> of(String text) {
    String plain =
        INVISIBLE.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC)).replaceAll("");
    plain = BETWEEN_THOUSANDS.matcher(plain).replaceAll("");
    List<Word> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(plain);
    int before = 0;
    while (matcher.find()) {
      boolean inside =
          before > 0
              && plain
                  .substring(before, matcher.start())
                  .chars()
                  .noneMatch(character -> BEGINS.indexOf(character) >= 0);
      add(words, matcher.group(), inside, isJoined(plain, matcher.start(), matcher.end()));
      before = matcher.end();
    }
    return words;
  }

  private static boolean isJoined(String text, int start, int end) {
    return (start > 0 && JOINS.indexOf(text.charAt(start - 1)) >= 0)
        || (end < text.length() && JOINS.indexOf(text.charAt(end)) >= 0);
  }

  private static void add(List<Word> words, String run, boolean inside, boolean joined) {
    StringBuilder spaced = new StringBuilder();
    for (int character : run.codePoints().toArray()) {
      Script script = Script.of(character);
      if (script == Script.SPACED) {
        spaced.appendCodePoint(character);
      } else if (Character.isLetterOrDigit(character)) {
        addSpaced(words, spaced, inside, joined);
        words.add(new Word(Character.toString(character), Look.WITHOUT_CASE, script));
      }
    }
    addSpaced(words, spaced, inside, joined);
  }

  private static void addSpaced(
      List<Word> words, StringBuilder spaced, boolean inside, boolean joined) {
    if (!spaced.isEmpty()) {
      String word = spaced.toString();
      words.add(new Word(form(word), look(word, inside, joined), Script.SPACED));
      spaced.setLength(0);
    }
  }

  private static Look look(String word, boolean inside, boolean joined) {
    int first = word.codePointAt(0);
    if (joined) {
      return Look.NAME;
    }
    if (Character.isUpperCase(first) || Character.isTitleCase(first)) {
      return inside && word.length() > 1 ? Look.NAME : Look.BEGINNING;
    }
    return Character.isLowerCase(first) ? Look.SMALL : Look.WITHOUT_CASE;
  }

  private static String form(String word) {
    if (word.chars().allMatch(character -> character < 128)) {
      return word.toLowerCase(Locale.ROOT);
    }
    String bare = MARK.matcher(Normalizer.normalize(word, Normalizer.Form.NFKD)).replaceAll("");
    StringBuilder form = new StringBuilder();
    // To upper case first: what has several small letters has one form then.
    bare.toUpperCase(Locale.ROOT)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .forEach(
            character ->
                form.appendCodePoint(
                    Character.isDigit(character)
                        ? '0' + Character.digit(character, 10)
                        : character));
    return form.toString();
  }

  boolean isNumber() {
    return form.codePoints().anyMatch(Character::isDigit);
  }
}
