package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.util.ArrayList;
import java.util.List;

/**
 * How near a passage is to a question in three ways, as answers often make sense only with what is
 * said beside them.
 *
 * @param alone cosine of the passage
 * @param after the same with its title and what was said before
 * @param between the same with what was said next, too
 */
record Meaning(double alone, double after, double between) {
  private static final int WAYS = 3;

  /** A passage is judged by its beginning if it is longer: some are a whole recording. */
  private static final int MOST_READ = 1_000;

  double mean() {
    return (alone + after + between) / WAYS;
  }

  /**
   * One for each place.
   *
   * @param wanted vector of the question
   */
  static List<Meaning> of(
      float[] wanted, List<Passage> passages, List<Integer> places, PassageVectors vectors) {
    List<String> texts = new ArrayList<>(WAYS * places.size());
    for (int place : places) {
      Passage passage = passages.get(place);
      String after =
          passage.title().map(title -> title + ". ").orElse("")
              + Neighbours.before(passages, place)
              + beginning(Neighbours.spoken(passage));
      texts.add(beginning(passage.text()));
      texts.add(after);
      texts.add(after + Neighbours.after(passages, place));
    }
    double[] cosines =
        vectors.of(texts).stream().mapToDouble(found -> cosine(wanted, found)).toArray();
    List<Meaning> meanings = new ArrayList<>(places.size());
    for (int i = 0; i < cosines.length; i += WAYS) {
      meanings.add(new Meaning(cosines[i], cosines[i + 1], cosines[i + 2]));
    }
    return meanings;
  }

  private static String beginning(String text) {
    return text.substring(0, Math.min(text.length(), MOST_READ));
  }

  private static double cosine(float[] one, float[] other) {
    double product = 0;
    for (int i = 0; i < one.length; i++) {
      product += one[i] * other[i];
    }
    return product;
  }
}
