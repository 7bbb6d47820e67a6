package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cosines of passages and a question, in the order of the places.
 *
 * @param alone of each passage
 * @param inContext the mean of that, of it after its title and what was said before, and of it with
 *     what was said next, too: answers often make sense only so. The vector of several texts is
 *     taken to be the mean of theirs, so that each is embedded once
 */
record Meaning(List<Double> alone, List<Double> inContext) {
  private static final int WAYS = 3;

  /** A passage is judged by its beginning if it is longer: some are a whole recording. */
  private static final int MOST_READ = 1_000;

  /** More of a title or of what is said beside a passage would drown it. */
  private static final int MOST_BESIDE = 300;

  Meaning {
    alone = List.copyOf(alone);
    inContext = List.copyOf(inContext);
  }

  /**
   * @param wanted vector of the question
   */
  static Meaning of(
      float[] wanted, List<Passage> passages, List<Integer> places, PassageVectors vectors) {
    List<String> texts = new ArrayList<>();
    places.forEach(place -> texts.add(beginning(passages.get(place))));
    List<String> titles = places.stream().map(place -> title(passages.get(place))).toList();
    titles.stream().distinct().filter(title -> !title.isEmpty()).forEach(texts::add);
    List<float[]> found = vectors.of(texts);
    Map<String, float[]> byText = new HashMap<>();
    for (int i = 0; i < texts.size(); i++) {
      byText.put(texts.get(i), found.get(i));
    }
    List<Double> alone = new ArrayList<>();
    List<Double> inContext = new ArrayList<>();
    for (int i = 0; i < places.size(); i++) {
      float[] own = found.get(i);
      float[] mixed = new float[own.length];
      add(mixed, own, beginning(passages.get(places.get(i))).length());
      if (!titles.get(i).isEmpty()) {
        add(mixed, byText.getOrDefault(titles.get(i), own), titles.get(i).length());
      }
      addBeside(mixed, i, -1, passages, places, found);
      double after = cosine(wanted, mixed);
      addBeside(mixed, i, 1, passages, places, found);
      double itself = cosine(wanted, own);
      alone.add(itself);
      inContext.add((itself + after + cosine(wanted, mixed)) / WAYS);
    }
    return new Meaning(alone, inContext);
  }

  private static void addBeside(
      float[] mixed,
      int i,
      int step,
      List<Passage> passages,
      List<Integer> places,
      List<float[]> found) {
    int other = i + step;
    if (other >= 0
        && other < places.size()
        && places.get(other) == places.get(i) + step
        && Neighbours.sameRecording(passages, places.get(i), places.get(other))) {
      add(mixed, found.get(other), passages.get(places.get(other)).text().length());
    }
  }

  private static void add(float[] mixed, float[] vector, int length) {
    for (int d = 0; d < mixed.length; d++) {
      mixed[d] += Math.min(length, MOST_BESIDE) * vector[d];
    }
  }

  private static String title(Passage passage) {
    String title = passage.title().orElse("");
    return title.substring(0, Math.min(title.length(), MOST_BESIDE));
  }

  /** Who speaks belongs to it: "who volunteered" is answered by a name. */
  private static String beginning(Passage passage) {
    String text = Neighbours.spoken(passage);
    return text.substring(0, Math.min(text.length(), MOST_READ));
  }

  private static double cosine(float[] unit, float[] other) {
    double product = 0;
    double squares = 0;
    for (int d = 0; d < unit.length; d++) {
      product += unit[d] * other[d];
      squares += other[d] * other[d];
    }
    return squares == 0 ? 0 : product / Math.sqrt(squares);
  }
}
