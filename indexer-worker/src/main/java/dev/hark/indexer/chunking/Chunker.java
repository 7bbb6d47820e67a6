package dev.hark.indexer.chunking;

import java.util.Comparator;
import java.util.List;

/**
 * Cuts a transcript into chunks: whole turns where they fit, else at sentences, else at words, else
 * between characters. The same turns always give the same chunks.
 */
public final class Chunker {
  /**
   * Words of a chunk; longer turns are cut. Seven or eight chunks then fill the 1,000 words that a
   * reader or a prompt takes, which is the default limit of a search. Compared with 67, 100, 200
   * and 250 on the train meetings.
   */
  static final int TARGET_WORDS = 133;

  /**
   * White space kept of a run. No speech has longer ones, and without a bound the words would not
   * bound the length of a chunk: with this it is less than 266 words of at most 80 characters.
   */
  static final int MAX_SPACE = 64;

  private Chunker() {}

  /**
   * Cuts turns in any order. Those without words are left out; the others are numbered in time
   * order, those of the same instant as they came.
   */
  public static List<Chunk> chunks(List<Turn> turns) {
    List<Turn> ordered =
        turns.stream()
            .filter(turn -> !Words.isBlank(turn.text()))
            .map(WhiteSpace::shorten)
            .sorted(Comparator.comparing(Turn::start))
            .toList();
    Packer packer = new Packer();
    for (int index = 0; index < ordered.size(); index++) {
      add(Part.whole(index, ordered.get(index)), packer);
    }
    return packer.finish();
  }

  private static void add(Part turn, Packer packer) {
    if (turn.words() <= TARGET_WORDS) {
      packer.add(turn);
    } else {
      new Sentences(turn, _ -> TARGET_WORDS).forEach(packer::add);
    }
  }
}
