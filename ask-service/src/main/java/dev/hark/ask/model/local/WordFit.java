package dev.hark.ask.model.local;

import dev.hark.ask.model.Passage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How well passages fit a question by their words: rare words count more than frequent ones, words
 * of the passage itself more than those beside it, in its title or in its date.
 */
final class WordFit {
  /** What a word counts that stands only in the passages beside; from the tuning questions. */
  private static final double BESIDE = 0.3;

  /** What a word counts that stands in the passage with other accents. */
  private static final double OTHER_ACCENTS = 0.7;

  /** Of the question, those that stand in each passage. */
  private final List<Set<String>> words = new ArrayList<>();

  /** The same, whatever accents they have there. */
  private final List<Set<String>> alike = new ArrayList<>();

  private final List<Set<String>> labels = new ArrayList<>();
  private final List<Passage> passages;
  private final Map<String, Double> weights = new LinkedHashMap<>();
  private double total;
  private double known;

  WordFit(String question, List<Passage> passages) {
    this.passages = passages;
    Map<String, String> asked = Words.asked(question);
    for (Passage passage : passages) {
      Map<String, String> said = Words.said(passage.text());
      words.add(shared(asked.keySet(), said.keySet()));
      alike.add(alike(asked, said));
      labels.add(alike(asked, Words.said(label(passage))));
    }
    asked.keySet().forEach(this::weigh);
  }

  private static Set<String> shared(Set<String> asked, Set<String> said) {
    Set<String> shared = new HashSet<>(said);
    shared.retainAll(asked);
    return Set.copyOf(shared);
  }

  private static Set<String> alike(Map<String, String> asked, Map<String, String> said) {
    Set<String> forms = Set.copyOf(said.values());
    return asked.keySet().stream()
        .filter(word -> forms.contains(asked.get(word)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private void weigh(String word) {
    long holders = alike.stream().filter(some -> some.contains(word)).count();
    double weight = Math.log(1 + passages.size() / (holders + 0.5));
    weights.put(word, weight);
    total += weight;
    if (holders > 0) {
      known += weight;
    }
  }

  /** Share of the question's words that stand in any passage, by weight; 0 to 1. */
  double known() {
    return total == 0 ? 0 : known / total;
  }

  /** Share of the question's words that this passage has, by weight; 0 to 1. */
  double of(int passage) {
    Set<String> beside = new HashSet<>();
    for (int other : new int[] {passage - 2, passage - 1, passage + 1}) {
      if (Neighbours.sameRecording(passages, passage, other)) {
        beside.addAll(alike.get(other));
      }
    }
    double fit = 0;
    for (Map.Entry<String, Double> word : weights.entrySet()) {
      if (words.get(passage).contains(word.getKey())) {
        fit += word.getValue();
      } else if (alike.get(passage).contains(word.getKey())) {
        fit += OTHER_ACCENTS * word.getValue();
      } else if (beside.contains(word.getKey()) || labels.get(passage).contains(word.getKey())) {
        fit += BESIDE * word.getValue();
      }
    }
    return total == 0 ? 0 : fit / total;
  }

  private static String label(Passage passage) {
    StringBuilder label = new StringBuilder(passage.title().orElse(""));
    passage.speaker().ifPresent(speaker -> label.append(' ').append(speaker));
    passage
        .recordedAt()
        .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
        .ifPresent(
            day ->
                label
                    .append(' ')
                    .append(day.getDayOfMonth())
                    .append(' ')
                    .append(day.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH)));
    return label.toString();
  }
}
