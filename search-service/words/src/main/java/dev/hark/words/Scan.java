package dev.hark.words;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** One walk over a folded text. For one thread, once. */
final class Scan {
  private static final Set<UnicodeScript> WITHOUT_SPACES =
      EnumSet.of(
          UnicodeScript.HAN,
          UnicodeScript.HIRAGANA,
          UnicodeScript.KATAKANA,
          UnicodeScript.BOPOMOFO,
          UnicodeScript.HANGUL,
          UnicodeScript.THAI,
          UnicodeScript.LAO,
          UnicodeScript.KHMER,
          UnicodeScript.MYANMAR);

  private static final int FIRST_WITHOUT_SPACES = 0x0E00;

  /** Lengthens a vowel in Japanese; of no script by itself. */
  private static final int PROLONGED = 0x30FC;

  /** Behind these the next letter is written as a part of the same sign. */
  private static final Set<Integer> STACKING = Set.of(0x17D2, 0x1039);

  /** Articles and the like that French and Italian join to the next word. */
  private static final Set<String> ELIDED =
      Set.of(
          "c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quelqu", "un",
          "all", "dall", "dell", "nell", "sull");

  /** Particles of one syllable with which hardly a noun ends: behind one the rest is asked too. */
  private static final Set<String> KOREAN_PARTICLES = Set.of("을", "를", "은", "는", "에");

  private final String text;
  private final boolean singles;
  private final List<String> words = new ArrayList<>();
  private int at;

  /**
   * @param singles whether each character of a script without spaces is a word beside the pairs
   */
  Scan(String text, boolean singles) {
    this.text = text;
    this.singles = singles;
  }

  List<String> words() {
    while (at < text.length()) {
      int character = text.codePointAt(at);
      if (withoutSpaces(character)) {
        pairs();
      } else if (Character.isLetterOrDigit(character)) {
        words.add(Words.cut(withoutJoined(word())));
      } else {
        at += Character.charCount(character);
        if (isEmoji(character)) {
          words.add(Character.toString(character));
        }
      }
    }
    return List.copyOf(words);
  }

  private String word() {
    int from = at;
    while (at < text.length() && inWord(from)) {
      at += Character.charCount(text.codePointAt(at));
    }
    return text.substring(from, at);
  }

  private boolean inWord(int from) {
    int character = text.codePointAt(at);
    if (Character.isLetterOrDigit(character)) {
      return !withoutSpaces(character);
    }
    if (isMark(character)) {
      return true;
    }
    if (at == from || at + 1 == text.length()) {
      return false;
    }
    int before = text.codePointBefore(at);
    int after = text.codePointAt(at + 1);
    return switch (character) {
      case '\'' ->
          (Character.isLetter(before) || isMark(before))
              && Character.isLetter(after)
              && !withoutSpaces(after);
      case '.', ',' -> Character.isDigit(before) && Character.isDigit(after);
      default -> false;
    };
  }

  /** A French article before an apostrophe and an English genitive behind one are no part of it. */
  private static String withoutJoined(String word) {
    int apostrophe = word.indexOf('\'');
    if (apostrophe < 0) {
      return word;
    }
    String after = word.substring(apostrophe + 1);
    if (after.equals("s")) {
      return word.substring(0, apostrophe);
    }
    return ELIDED.contains(word.substring(0, apostrophe)) ? after : word;
  }

  private void pairs() {
    String before = "";
    String only = "";
    int count = 0;
    while (at < text.length() && withoutSpaces(text.codePointAt(at))) {
      String sign = sign();
      if (singles) {
        words.add(sign);
      }
      if (count > 0) {
        words.add(before + sign);
      }
      only = before;
      before = sign;
      count++;
    }
    if (!singles && (count == 1 || (count == 2 && KOREAN_PARTICLES.contains(before)))) {
      words.add(count == 1 ? before : only);
    }
  }

  /** A letter with its marks, and what is stacked under it. */
  private String sign() {
    int from = at;
    int last;
    do {
      last = text.codePointAt(at);
      at += Character.charCount(last);
    } while (at < text.length()
        && (isMark(text.codePointAt(at))
            || (STACKING.contains(last) && withoutSpaces(text.codePointAt(at)))));
    return Words.cut(text.substring(from, at));
  }

  private static boolean withoutSpaces(int character) {
    return character >= FIRST_WITHOUT_SPACES
        && Character.isLetter(character)
        && (character == PROLONGED || WITHOUT_SPACES.contains(UnicodeScript.of(character)));
  }

  private static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || type == Character.ENCLOSING_MARK;
  }

  private static boolean isEmoji(int character) {
    return character > 0x2000 && Character.isExtendedPictographic(character);
  }
}
