package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import dev.hark.embedding.Embedder;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well passages fit a question, by the embedding and the words.
 *
 * <p>The numbers were found on 265 questions of our own about the sample recordings, 150 that they
 * answer and 115 that they do not (30 of these ask what is never said of things that are); none of
 * these is among the questions of the tests.
 *
 * @param scores by place, of the passages that were compared; comparable with each other only
 * @param confidence whether anything fits at all; at least {@link #LEAST} when it does
 */
record Fit(SortedMap<Integer, Double> scores, double confidence) {
  /** Declines 76 of the 85 that nothing in the recordings is about, and answers 138 of the 150. */
  static final double LEAST = 0.0917;

  private static final double WORDS = 0.02;
  private static final double KIND = 0.01;

  /** Share of the mean of three passages on each side. */
  private static final double SURROUNDINGS = 0.5;

  private static final int REACH = 3;

  private static final double LEAST_KNOWN = 0.0891;

  /** Cosine of a question and a passage that have nothing to do with each other, in e5-small-v2. */
  private static final double STRANGERS = 0.75;

  /** As many strangers are assumed beside the passages, so that a handful of them can be judged. */
  private static final int ASSUMED_STRANGERS = 20;

  static Fit of(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    WordFit words = new WordFit(question, passages);
    List<Integer> compared = Shortlist.of(passages, words);
    List<Meaning> meanings = Meaning.of(embedder.embedQuery(question), passages, compared, vectors);
    Set<AnswerKind> kinds = AnswerKind.askedBy(question);
    SortedMap<Integer, Double> scores = new TreeMap<>();
    for (int i = 0; i < compared.size(); i++) {
      int place = compared.get(i);
      String text = passages.get(place).text();
      boolean rightKind = kinds.stream().anyMatch(kind -> kind.toldBy(text));
      scores.put(place, meanings.get(i).mean() + WORDS * words.of(place) + (rightKind ? KIND : 0));
    }
    double[] between = meanings.stream().mapToDouble(Meaning::between).toArray();
    return new Fit(
        withSurroundings(scores, passages), standsOut(between) + LEAST_KNOWN * words.known());
  }

  /** How far the best is above the rest: e5's cosines differ from question to question. */
  private static double standsOut(double[] cosines) {
    double rest = Arrays.stream(cosines).sum() + ASSUMED_STRANGERS * STRANGERS;
    return Arrays.stream(cosines).max().orElse(0) - rest / (cosines.length + ASSUMED_STRANGERS);
  }

  private static SortedMap<Integer, Double> withSurroundings(
      SortedMap<Integer, Double> scores, List<Passage> passages) {
    double mean = scores.values().stream().mapToDouble(Double::doubleValue).average().orElse(0);
    SortedMap<Integer, Double> raised = new TreeMap<>();
    scores.forEach(
        (place, score) ->
            raised.put(
                place,
                score
                    + scores.subMap(place - REACH, place + REACH + 1).entrySet().stream()
                        .filter(other -> !other.getKey().equals(place))
                        .filter(other -> Neighbours.sameRecording(passages, place, other.getKey()))
                        .mapToDouble(other -> SURROUNDINGS * (other.getValue() - mean))
                        .average()
                        .orElse(0)));
    return raised;
  }
}
