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
 * <p>The numbers were found on 265 questions of our own about the sample recordings, 150 that they
 * answer and 115 that they do not (30 of these ask what is never said of things that are); none of
 * these is among the questions of the tests.
 *
 * @param scores of the passages, comparable with each other only
 * @param confidence whether anything fits at all; at least {@link #LEAST} when it does
 */
record Fit(List<Double> scores, double confidence) {
  /** Declines 77 of the 85 that nothing in the recordings is about, and answers 132 of the 150. */
  static final double LEAST = 0.0925;

  private static final double WORDS = 0.02;
  private static final double KIND = 0.01;

  /** Share of the mean of three passages on each side. */
  private static final double SURROUNDINGS = 0.5;

  private static final int REACH = 3;

  private static final double LEAST_KNOWN = 0.0891;

  /** How often each passage is embedded. */
  private static final int WAYS = 3;

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
    for (int i = 0; i < scores.length; i++) {
      String text = passages.get(i).text();
      boolean rightKind = kinds.stream().anyMatch(kind -> kind.toldBy(text));
      scores[i] = meaning[i] + WORDS * words.of(i) + (rightKind ? KIND : 0);
    }
    double confidence = standsOut(meaning) + LEAST_KNOWN * words.known();
    return new Fit(withSurroundings(scores, passages), confidence);
  }

  /** A passage alone, after what was said before, and between: answers often make sense only so. */
  private static double[] meaning(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      texts.add(passages.get(i).text());
      String before =
          passages.get(i).title().map(title -> title + ". ").orElse("")
              + Neighbours.before(passages, i)
              + Neighbours.spoken(passages.get(i));
      texts.add(before);
      texts.add(before + Neighbours.after(passages, i));
    }
    float[] wanted = embedder.embedQuery(question);
    List<float[]> found = vectors.of(texts);
    double[] meaning = new double[passages.size()];
    for (int i = 0; i < meaning.length; i++) {
      for (int way = 0; way < WAYS; way++) {
        meaning[i] += cosine(wanted, found.get(WAYS * i + way)) / WAYS;
      }
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
