package dev.hark.bench.measure;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tells for each word of a result which turn of its meeting it was said in. */
final class WordPlaces {
  /**
   * How far a result's first word may lie from where its start time says, in words. A result that
   * starts in the middle of a turn has a time that its maker interpolated, by characters perhaps.
   */
  private static final int SEARCHED = 60;

  private final List<Turn> turns;
  private final List<String> words = new ArrayList<>();
  private final int[] turnOf;
  private final long[] middleMs;

  WordPlaces(Meeting meeting) {
    this.turns = meeting.turns();
    this.turnOf = new int[meeting.words()];
    this.middleMs = new long[turnOf.length];
    for (int t = 0; t < turns.size(); t++) {
      Turn turn = turns.get(t);
      for (int w = 0; w < turn.words().size(); w++) {
        long length = turn.endMs() - turn.startMs();
        turnOf[words.size()] = t;
        middleMs[words.size()] =
            turn.startMs() + (2L * w + 1) * length / (2L * turn.words().size());
        words.add(turn.words().get(w));
      }
    }
  }

  /** Number of the turn of each word, in order. */
  int[] turnsOf(Found found, List<String> read) {
    int expected = firstAfter(found.startMs());
    for (int distance = 0; distance <= SEARCHED; distance++) {
      if (matches(expected - distance, read)) {
        return from(expected - distance, read.size());
      }
      if (matches(expected + distance, read)) {
        return from(expected + distance, read.size());
      }
    }
    return byTime(found, read.size());
  }

  private int firstAfter(long ms) {
    int at = 0;
    while (at < middleMs.length && middleMs[at] < ms) {
      at++;
    }
    return at;
  }

  private boolean matches(int from, List<String> read) {
    return from >= 0
        && from + read.size() <= words.size()
        && words.subList(from, from + read.size()).equals(read);
  }

  private int[] from(int first, int count) {
    return IntStream.range(first, first + count).map(word -> turnOf[word]).toArray();
  }

  /** For a text that is not the meeting's word for word: its words spread evenly over its time. */
  private int[] byTime(Found found, int count) {
    long length = found.endMs() - found.startMs();
    return IntStream.range(0, count)
        .map(word -> turnAt(found.startMs() + (2L * word + 1) * length / (2L * count)))
        .toArray();
  }

  private int turnAt(long ms) {
    for (int t = 0; t < turns.size(); t++) {
      if (ms < turns.get(t).endMs()) {
        return t;
      }
    }
    return turns.size() - 1;
  }
}
