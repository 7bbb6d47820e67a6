package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.util.List;
import java.util.function.IntToDoubleFunction;

/** What is said around a passage in its recording: the nearer in time, the more it counts. */
final class Vicinity {
  /** After so long something counts 1/e of what it counts at once; 60 words at a usual pace. */
  private static final double FADING_MS = 24_000;

  /** Further away hardly anything counts. */
  private static final double REACH_MS = 4 * FADING_MS;

  /** A long passage counts as much in a mean as one of so many characters. */
  private static final int MOST_CHARACTERS = 300;

  private final List<Passage> passages;

  Vicinity(List<Passage> passages) {
    this.passages = passages;
  }

  /** Of a value of each passage, weighed by nearness and length. */
  double mean(int place, IntToDoubleFunction value) {
    double[] sums = new double[2];
    each(
        place,
        (near, weight) -> {
          double counts = weight * (1 + Math.min(text(near).length(), MOST_CHARACTERS));
          sums[0] += counts * value.applyAsDouble(near);
          sums[1] += counts;
        });
    return sums[0] / sums[1];
  }

  /** The passage itself with 1, those before and after with less. */
  void each(int place, Visitor visitor) {
    visitor.visit(place, 1);
    for (int step : new int[] {-1, 1}) {
      for (int near = place + step; reaches(place, near); near += step) {
        visitor.visit(near, Math.exp(-distanceMs(place, near) / FADING_MS));
      }
    }
  }

  private boolean reaches(int place, int near) {
    return Neighbours.sameRecording(passages, place, near) && distanceMs(place, near) <= REACH_MS;
  }

  private double distanceMs(int one, int other) {
    return passages.get(one).start().minus(passages.get(other).start()).abs().toMillis();
  }

  private String text(int place) {
    return passages.get(place).text();
  }

  /** Told each passage around another. */
  @FunctionalInterface
  interface Visitor {
    void visit(int place, double weight);
  }
}
