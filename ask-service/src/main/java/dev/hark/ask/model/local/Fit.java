package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import dev.hark.embedding.Embedder;
import java.util.ArrayList;
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
  /** Declines 75 of the 85 about what no recording mentions, and answers 136 of the 150. */
  static final double LEAST = 0.0925;

  private static final double WORDS = 0.03;
  private static final double KIND = 0.01;
  private static final double LEAST_KNOWN = 0.0882;

  /** Cosine of a question and a passage that have nothing to do with each other, in e5-small-v2. */
  private static final double STRANGERS = 0.75;

  /** As many strangers are assumed beside the passages, so that a handful of them can be judged. */
  private static final int ASSUMED_STRANGERS = 20;

  static Fit of(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    double[] meaning = meaning(question, passages, embedder, vectors);
    WordFit words = new WordFit(question, passages);
    Set<AnswerKind> kinds = AnswerKind.askedBy(question);
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < meaning.length; i++) {
      String text = passages.get(i).text();
      boolean rightKind = kinds.stream().anyMatch(kind -> kind.toldBy(text));
      scores.add(meaning[i] + WORDS * words.of(i) + (rightKind ? KIND : 0));
    }
    return new Fit(scores, standsOut(meaning) + LEAST_KNOWN * words.known());
  }

  /** A passage with what was said around it: an answer often makes sense only so. */
  private static double[] meaning(
      String question, List<Passage> passages, Embedder embedder, PassageVectors vectors) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < passages.size(); i++) {
      texts.add(
          passages.get(i).title().map(title -> title + ". ").orElse("")
              + Neighbours.around(passages, i));
    }
    float[] wanted = embedder.embedQuery(question);
    return vectors.of(texts).stream().mapToDouble(found -> cosine(wanted, found)).toArray();
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
}
