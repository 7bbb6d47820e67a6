package dev.hark.ask.prompt;

import dev.hark.ask.session.Conversation.Turn;
import java.util.List;

/** Earlier turns, as far as they fit. */
final class History {
  /** What providers add around a message: roles and separators. */
  static final int FRAME = 8;

  private History() {}

  /**
   * The latest turns that fit, whole turns only, without a gap, oldest first.
   *
   * @param past oldest first
   */
  static List<Turn> latest(List<Turn> past, int tokens) {
    int left = tokens;
    int from = past.size();
    while (from > 0 && cost(past.get(from - 1)) <= left) {
      from--;
      left -= cost(past.get(from));
    }
    return past.subList(from, past.size());
  }

  static int cost(Turn turn) {
    return TokenEstimate.of(turn.question().content())
        + TokenEstimate.of(turn.answer().content())
        + 2 * FRAME;
  }
}
