package dev.hark.ask.prompt;

/**
 * How many tokens a text takes, without any provider's tokenizer. Rather too many than too few:
 * English takes about 1.2 times what the tokenizers of large models make of it, so that what fits
 * by this estimate fits the model.
 */
public final class TokenEstimate {
  // In twelfths of a token. English words have 4.7 letters and cost 1.2 to 1.3 tokens with their
  // space in the tokenizers of 2024 and later; digits come in threes, other scripts one to two
  // characters to a token.
  private static final int UNIT = 12;
  private static final int LETTER = 3;
  private static final int SPACE = 2;
  private static final int DIGIT = 6;
  private static final int SIGN = 9;
  private static final int OTHER_ALPHABET = 6;
  private static final int OTHER = 18;

  /** The last code point of the alphabets from Latin to Arabic. */
  private static final int LAST_ALPHABET = 0x06FF;

  private TokenEstimate() {}

  public static int of(String text) {
    long units = text.codePoints().mapToLong(TokenEstimate::units).sum();
    return Math.toIntExact((units + UNIT - 1) / UNIT);
  }

  private static int units(int character) {
    if (character < 128) {
      if (Character.isLetter(character)) {
        return LETTER;
      }
      if (Character.isDigit(character)) {
        return DIGIT;
      }
      return character == ' ' ? SPACE : SIGN;
    }
    return character <= LAST_ALPHABET ? OTHER_ALPHABET : OTHER;
  }
}
