package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Which passages are worth being embedded. */
final class Shortlist {
  /**
   * Of those who ask for a fact: about ten chunks. With seven, five of the 40 sample questions lost
   * their moment.
   */
  private static final int OF_FACT = 7_000;

  /**
   * Of those who ask about the talk: about five chunks; on the train meetings more quoted no better
   * and took longer, as nearly all of an answer's time goes into this.
   */
  private static final int OF_TALK = 3_500;

  /** A passage as short as this costs as much as one of so many characters. */
  private static final int LEAST_COST = 20;

  private static final int MOST_COST = 1_000;

  private Shortlist() {}

  /**
   * Places of those in the chunks that a search found best; then of those that share most words
   * with the question, or stand beside one. In order, what was said before left out, and what is
   * said over and over if there is anything else.
   */
  static List<Integer> of(List<Passage> passages, WordFit words) {
    Repeats repeats = new Repeats(passages);
    List<Integer> firsts =
        IntStream.range(0, passages.size()).filter(repeats::isFirst).boxed().toList();
    List<Integer> telling = firsts.stream().filter(place -> !repeats.isLoop(place)).toList();
    return cut(
        bestFirst(telling.isEmpty() ? firsts : telling, passages, words),
        passages,
        words.asksAboutTalk() ? OF_TALK : OF_FACT);
  }

  /** Of those that fit as well they are from everywhere, not from the beginning. */
  private static List<Integer> bestFirst(
      List<Integer> places, List<Passage> passages, WordFit words) {
    double[] fit = IntStream.range(0, passages.size()).mapToDouble(words::of).toArray();
    List<Integer> sorted = new ArrayList<>(places);
    sorted.sort(
        Comparator.comparingInt(
                (Integer place) -> passages.get(place).rank().orElse(Integer.MAX_VALUE))
            .thenComparingDouble(place -> -bestBeside(passages, fit, place))
            .thenComparing(Integer::reverse, Integer::compareUnsigned));
    return sorted;
  }

  private static List<Integer> cut(List<Integer> bestFirst, List<Passage> passages, int most) {
    List<Integer> chosen = new ArrayList<>();
    int left = most;
    for (int place : bestFirst) {
      left -= Math.clamp(passages.get(place).text().length(), LEAST_COST, MOST_COST);
      if (left < 0 && !chosen.isEmpty()) {
        break;
      }
      chosen.add(place);
    }
    Collections.sort(chosen);
    return chosen;
  }

  private static double bestBeside(List<Passage> passages, double[] fit, int place) {
    return IntStream.rangeClosed(place - 1, place + 1)
        .filter(other -> Neighbours.sameRecording(passages, place, other))
        .mapToDouble(other -> fit[other])
        .max()
        .orElseThrow();
  }
}
