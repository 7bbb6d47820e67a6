package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** What questions about any talk are made of; dropped where something else is asked, too. */
  private static final Set<String> ANY_TALK =
      Words.of(
          "summarize summary discuss discussion group team meeting recording speaker conversation"
              + " participants describe explain opinion thought think topic view agree suggest");

  /** Of the question, those that stand in each passage. */
  private final List<Set<String>> words = new ArrayList<>();

  /** The same, whatever accents they have there. */
  private final List<Set<String>> alike = new ArrayList<>();

  private final List<Set<String>> labels = new ArrayList<>();
  private final List<Passage> passages;
  private final Set<String> question;
  private final Set<AnswerKind> kinds;
  private final Map<String, Boolean> named = new HashMap<>();
  private final Map<String, Double> weights = new LinkedHashMap<>();
  private double total;
  private double known;

  WordFit(String question, List<Passage> passages) {
    this.passages = passages;
    this.kinds = AnswerKind.askedBy(question);
    Map<String, String> asked = new LinkedHashMap<>(Words.asked(question));
    this.question = Set.copyOf(asked.keySet());
    if (!ANY_TALK.containsAll(asked.keySet())) {
      asked.keySet().removeAll(ANY_TALK);
    }
    Map<String, Set<String>> ofLabels = new HashMap<>();
    for (Passage passage : passages) {
      Map<String, String> said = Words.said(passage.text());
      words.add(shared(asked.keySet(), said.keySet()));
      alike.add(alike(asked, said));
      labels.add(
          ofLabels.computeIfAbsent(label(passage), label -> alike(asked, Words.said(label))));
      passage.speaker().ifPresent(speaker -> named.computeIfAbsent(speaker, this::isNamed));
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

  /** Share of the question's words that are said around a passage, by weight; 0 to 1. */
  double around(int passage, Vicinity vicinity) {
    Map<String, Double> said = new HashMap<>();
    vicinity.each(
        passage,
        (near, weight) -> alike.get(near).forEach(word -> said.merge(word, weight, Double::sum)));
    double fit = 0;
    for (Map.Entry<String, Double> word : said.entrySet()) {
      // Said again it counts less each time.
      fit += weights.getOrDefault(word.getKey(), 0.0) * word.getValue() / (word.getValue() + 1);
    }
    return total == 0 ? 0 : fit / total;
  }

  /** Whether the question is about what is said, as in "summarize" or "think of". */
  boolean asksAboutTalk() {
    return question.stream().anyMatch(ANY_TALK::contains)
        || (kinds.isEmpty() && named.containsValue(true));
  }

  /** Whether a passage has something of the kind that is asked for. */
  boolean toldBy(int passage) {
    return kinds.stream().anyMatch(kind -> kind.toldBy(passages.get(passage).text()));
  }

  /** Whether the question names who says this. */
  boolean namesSpeakerOf(int passage) {
    return named.getOrDefault(passages.get(passage).speaker().orElse(""), false);
  }

  private boolean isNamed(String speaker) {
    Set<String> name = Words.of(speaker);
    return Neighbours.isName(speaker) && !name.isEmpty() && question.containsAll(name);
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
