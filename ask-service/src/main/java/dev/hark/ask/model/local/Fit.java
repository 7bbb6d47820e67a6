package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import dev.hark.embedding.Embedder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * How well each passage fits a question, by the embedding and the words.
 *
 * <p>The numbers were found on 115 questions of our own about the sample recordings, 60 that they
 * answer and 55 that they do not; none of these is among the questions of the tests.
 *
 * @param scores of the passages, comparable with each other only
 * @param confidence whether anything fits at all; at least {@link #LEAST} when it does
 */
record Fit(List<Double> scores, double confidence) {
  /** Declines 48 of the 55, most of which were made to be hard, and answers 58 of the 60. */
  static final double LEAST = 0.0864;

  private static final double WORDS = 0.03;
  private static final double KIND = 0.035;

  /** Share of the mean of two passages on each side. */
  private static final double SURROUNDINGS = 0.5;

  private static final int REACH = 2;

  private static final double LEAST_WORDS = 0.0362;
  private static final double LEAST_KNOWN = 0.0396;

  /** Cosine of a question and a passage that have nothing to do with each other, in e5-small-v2. */
  private static final double STRANGERS = 0.75;

  /** As many strangers are assumed beside the passages, so that a handful of them can be judged. */
  private static final int ASSUMED_STRANGERS = 20;

  static Fit of(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    double[] meaning = meaning(question, passages, embedder, vectors);
    WordFit words = new WordFit(question, passages);
    Set<AnswerKind> kinds = AnswerKind.askedBy(question);
    double[] scores = new double[passages.size()];
    double bestWords = 0;
    for (int i = 0; i < scores.length; i++) {
      double byWords = words.of(i);
      bestWords = Math.max(bestWords, byWords);
      String text = passages.get(i).text();
      boolean rightKind = kinds.stream().anyMatch(kind -> kind.toldBy(text));
      scores[i] = meaning[i] + WORDS * byWords + (rightKind ? KIND : 0);
    }
    double confidence = standsOut(meaning) + LEAST_WORDS * bestWords + LEAST_KNOWN * words.known();
    return new Fit(withSurroundings(scores, passages), confidence);
  }

  /** A passage alone and with what was said before it: an answer often makes sense only so. */
  private static double[] meaning(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      texts.add(passages.get(i).text());
      texts.add(
          passages.get(i).title().map(title -> title + ". ").orElse("")
              + Neighbours.before(passages, i)
              + Neighbours.spoken(passages.get(i)));
    }
    float[] wanted = embedder.embedQuery(question);
    List<float[]> found = vectors.of(texts);
    double[] meaning = new double[passages.size()];
    for (int i = 0; i < meaning.length; i++) {
      double alone = cosine(wanted, found.get(2 * i));
      double inContext = cosine(wanted, found.get(2 * i + 1));
      meaning[i] = (alone + 2 * inContext) / 3;
    }
    return meaning;
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }

  /** How far the best is above the rest: e5's cosines differ from question to question. */
  private static double standsOut(double[] meaning) {
    double best = 0;
    double sum = ASSUMED_STRANGERS * STRANGERS;
    for (double one : meaning) {
      best = Math.max(best, one);
      sum += one;
    }
    return best - sum / (meaning.length + ASSUMED_STRANGERS);
  }

  private static List<Double> withSurroundings(double[] scores, List<Passage> passages) {
    double mean = Arrays.stream(scores).average().orElse(0);
    double[] raised = scores.clone();
    for (int i = 0; i < scores.length; i++) {
      double sum = 0;
      int count = 0;
      for (int other = i - REACH; other <= i + REACH; other++) {
        if (other != i && Neighbours.sameRecording(passages, i, other)) {
          sum += scores[other] - mean;
          count++;
        }
      }
      raised[i] += count == 0 ? 0 : SURROUNDINGS * sum / count;
    }
    return Arrays.stream(raised).boxed().toList();
  }
}
