package dev.hark.indexer.chunking;

/** Keeps white space from making a chunk endless. */
final class WhiteSpace {
  private WhiteSpace() {}

  /** The turn with each run of white space cut after {@link Chunker#MAX_SPACE} characters. */
  static Turn shorten(Turn turn) {
    return longestRun(turn.text()) <= Chunker.MAX_SPACE
        ? turn
        : new Turn(turn.start(), turn.end(), turn.speaker(), shorten(turn.text()));
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      // All white space is in the basic plane, so that characters will do.
      run = Words.isSpace(text.charAt(i)) ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }

  private static String shorten(String text) {
    StringBuilder kept = new StringBuilder();
    int run = 0;
    for (int i = 0; i < text.length(); i++) {
      run = Words.isSpace(text.charAt(i)) ? run + 1 : 0;
      if (run <= Chunker.MAX_SPACE) {
        kept.append(text.charAt(i));
      }
    }
    return kept.toString();
  }
}
