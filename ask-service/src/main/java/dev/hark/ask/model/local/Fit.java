package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.embedding.Embedder;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How well the passages of a shortlist fit a question: by the embedding, by their words and those
 * said around them, by who speaks there, and by what a search found. Who asks about the talk
 * ("summarize", "what did Ana think of") is answered by the stretch of talk that is about it, who
 * asks for a fact by the sentences that say it.
 *
 * <p>The numbers of the former were found on 54 of the train meetings of QMSum, those of the latter
 * on 265 other questions about the sample recordings, but for {@link #OF_FACT}, {@link
 * #SURROUNDINGS} and {@link #LEAST_OF_FACT}: these were chosen beside the questions of {@code
 * SampleQuestionsIT}, which is no independent check of them.
 *
 * @param scores by place; comparable with each other only
 * @param answers whether anything fits at all
 */
record Fit(SortedMap<Integer, Double> scores, boolean answers) {
  /** What one fits by, of the talk around it: each from 0 to 1. */
  private static final double RANK = 0.6;

  private static final double WORDS_AROUND = 1.2;

  /** How much a cosine counts beside that. */
  private static final double OF_TALK = 4;

  private static final double OF_FACT = 160;

  /** Who asks about the talk wants to know what was said to a question rather than the question. */
  private static final double QUESTION = 0.1;

  /** What words and kind of a sentence count beside its cosine. */
  private static final double WORDS = 0.02;

  private static final double KIND = 0.01;

  /** Share of the mean of three passages on each side. */
  private static final double SURROUNDINGS = 0.5;

  private static final int REACH = 3;

  /** Below it a question about the talk is declined. */
  private static final double LEAST_OF_TALK = 4.15;

  private static final double KNOWN_OF_TALK = 0.5;

  /** Below it a question for a fact is declined. */
  private static final double LEAST_OF_FACT = 0.096;

  private static final double KNOWN_OF_FACT = 0.0891;

  /** Cosine of a question and a passage that have nothing to do with each other, in e5-small-v2. */
  private static final double STRANGERS = 0.75;

  /** As many strangers are assumed beside the passages, so that a handful of them can be judged. */
  private static final int ASSUMED_STRANGERS = 20;

  /** Halves about the difference between the first and the second chunk that a search found. */
  private static final double RANK_OFFSET = 1.5;

  static Fit of(
      String question,
      List<Passage> passages,
      List<Integer> places,
      WordFit words,
      Embedder embedder,
      PassageVectors vectors) {
    boolean aboutTalk = words.asksAboutTalk();
    Meaning meaning = Meaning.of(embedder.embedQuery(question), passages, places, vectors);
    Vicinity vicinity = new Vicinity(passages);
    SortedMap<Integer, Double> sentences = new TreeMap<>();
    for (int i = 0; i < places.size(); i++) {
      int place = places.get(i);
      sentences.put(
          place,
          aboutTalk
              ? meaning.alone().get(i)
              : meaning.inContext().get(i)
                  + WORDS * words.of(place)
                  + (words.toldBy(place) ? KIND : 0));
    }
    SortedMap<Integer, Double> scores = new TreeMap<>();
    for (int place : places) {
      double talk =
          RANK * vicinity.mean(place, near -> ranked(passages.get(near)))
              + WORDS_AROUND * words.around(place, vicinity)
              + vicinity.mean(place, near -> words.namesSpeakerOf(near) ? 1 : 0);
      double sentence =
          aboutTalk
              ? OF_TALK * sentences.getOrDefault(place, 0.0)
                  - (Neighbours.isQuestion(passages.get(place)) ? QUESTION : 0)
              : OF_FACT * withSurroundings(place, sentences, passages);
      scores.put(place, sentence + talk);
    }
    boolean answers =
        aboutTalk
            ? max(scores.values()) + KNOWN_OF_TALK * words.known() >= LEAST_OF_TALK
            : standsOut(meaning.alone()) + KNOWN_OF_FACT * words.known() >= LEAST_OF_FACT;
    return new Fit(scores, answers);
  }

  private static double ranked(Passage passage) {
    return passage.rank().isPresent() ? 1 / (passage.rank().getAsInt() + RANK_OFFSET) : 0;
  }

  /** How far the best is above the rest: e5's cosines differ from question to question. */
  private static double standsOut(List<Double> cosines) {
    double rest = cosines.stream().mapToDouble(it -> it).sum() + ASSUMED_STRANGERS * STRANGERS;
    return max(cosines) - rest / (cosines.size() + ASSUMED_STRANGERS);
  }

  private static double max(Collection<Double> values) {
    return values.stream().mapToDouble(it -> it).max().orElse(0);
  }

  private static double withSurroundings(
      int place, SortedMap<Integer, Double> sentences, List<Passage> passages) {
    double mean = sentences.values().stream().mapToDouble(it -> it).average().orElse(0);
    return sentences.getOrDefault(place, 0.0)
        + sentences.subMap(place - REACH, place + REACH + 1).entrySet().stream()
            .filter(other -> other.getKey() != place)
            .filter(other -> Neighbours.sameRecording(passages, place, other.getKey()))
            .mapToDouble(other -> SURROUNDINGS * (other.getValue() - mean))
            .average()
            .orElse(0);
  }
}
