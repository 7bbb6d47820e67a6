package dev.hark.words;

import java.text.Normalizer;
import java.util.Map;

/** Accents of Latin, Greek and Cyrillic, points of Hebrew, vowel marks of Arabic. */
final class Accents {
  private static final int ASCII_END = 128;
  private static final int BREVE = 0x0306;

  /** Letters that Unicode does not take apart. */
  private static final Map<Integer, String> PLAIN =
      Map.ofEntries(
          Map.entry((int) 'æ', "ae"),
          Map.entry((int) 'œ', "oe"),
          Map.entry((int) 'ø', "o"),
          Map.entry((int) 'đ', "d"),
          Map.entry((int) 'ð', "d"),
          Map.entry((int) 'þ', "th"),
          Map.entry((int) 'ł', "l"),
          Map.entry((int) 'ħ', "h"),
          Map.entry((int) 'ŧ', "t"),
          Map.entry(0x0629, "\u0647"),
          Map.entry(0x0649, "\u064a"));

  private Accents() {}

  static String without(String text) {
    if (text.chars().allMatch(character -> character < ASCII_END)) {
      return text;
    }
    StringBuilder plain = new StringBuilder(text.length());
    Normalizer.normalize(text, Normalizer.Form.NFD)
        .codePoints()
        .filter(character -> !isAccent(character) || isShortI(plain, character))
        .forEach(
            character ->
                plain.append(PLAIN.getOrDefault(character, Character.toString(character))));
    return Normalizer.normalize(plain, Normalizer.Form.NFC);
  }

  private static boolean isAccent(int character) {
    return Character.getType(character) == Character.NON_SPACING_MARK
        && ((character >= 0x0300 && character <= 0x036F)
            || (character >= 0x0591 && character <= 0x05C7)
            || (character >= 0x064B && character <= 0x065F)
            || character == 0x0670);
  }

  /** Nobody writes и for й. */
  private static boolean isShortI(StringBuilder before, int character) {
    return character == BREVE && !before.isEmpty() && before.charAt(before.length() - 1) == 'и';
  }
}
