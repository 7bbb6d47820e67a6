package dev.hark.ask.evidence;

import dev.hark.ask.evidence.Feature.Kind;
import dev.hark.ask.evidence.Origin.Capitals;
import dev.hark.ask.evidence.Word.Look;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.session.AnswerSentence;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The sets of recordings that the sentences of one answer go with. */
final class RestsOn {
  private final Prompt prompt;
  private final Set<RecordingId> held;
  private final Set<List<String>> titles;
  private final Set<Feature.Key> asked = new HashSet<>();
  private final GivenWords words;

  /**
   * @param held recordings whose words the model had
   */
  RestsOn(Prompt prompt, List<Turn> past, Set<RecordingId> held, List<AnswerSentence> sentences) {
    this.prompt = prompt;
    this.held = held;
    this.titles = isOfOne() ? Set.of() : titles(prompt);
    Set<Feature.Key> wanted = new HashSet<>();
    Set<String> forms = new HashSet<>();
    this.words = new GivenWords(wanted, forms, titles);
    if (!isOfOne()) {
      for (AnswerSentence sentence : sentences) {
        Word.of(sentence.words()).forEach(word -> forms.add(word.form()));
        wanted.addAll(keys(sentence.words()));
      }
      wanted.forEach(key -> forms.add(key.form()));
      asked.addAll(keys(prompt.request().question()));
      prompt.request().earlier().forEach(question -> asked.addAll(keys(question)));
      byRecording().forEach(words::add);
      add(past);
    }
  }

  /** One recording is all that anything can rest on then, and its transcript may be long. */
  private boolean isOfOne() {
    return held.size() < 2;
  }

  private static Set<List<String>> titles(Prompt prompt) {
    return prompt.segments().all().stream()
        .flatMap(segment -> segment.recording().title().stream())
        .distinct()
        .map(RestsOn::forms)
        .filter(forms -> forms.size() > 1)
        .collect(Collectors.toSet());
  }

  private List<Feature> features(String text) {
    return Feature.of(Word.of(text), titles, form -> true);
  }

  private Set<Feature.Key> keys(String text) {
    return features(text).stream().map(Feature::key).collect(Collectors.toSet());
  }

  private Iterable<List<NumberedSegment>> byRecording() {
    Map<RecordingId, List<NumberedSegment>> segments =
        prompt.segments().all().stream()
            .collect(
                Collectors.groupingBy(
                    segment -> segment.recording().id(), LinkedHashMap::new, Collectors.toList()));
    return segments.values();
  }

  private void add(List<Turn> past) {
    Set<RecordingId> before = new HashSet<>();
    for (Turn turn : past) {
      List<Evidence.Sentence> its = turn.answer().evidence().sentences();
      before.addAll(turn.answer().evidence().held());
      List<AnswerSentence> sentences =
          AnswerSentence.of(
              turn.answer().parts(), its.stream().map(Evidence.Sentence::end).toList());
      for (int i = 0; i < sentences.size(); i++) {
        Set<Set<RecordingId>> sets = its.get(i).restsOn();
        // One from before anything was noted may hold what was said before it.
        words.add(sentences.get(i).words(), sets.isEmpty() ? each(before) : sets);
      }
    }
  }

  /**
   * What a sentence cites; of one that cites nothing and stands word for word in what is cited
   * later in its line, that: one marker may stand behind several sentences of a passage.
   */
  List<Part.Citation> cited(List<AnswerSentence> sentences, int sentence) {
    int i = sentence;
    while (sentences.get(i).citations().isEmpty()
        && i + 1 < sentences.size()
        && !AnswerSentence.lead(sentences.get(i + 1).text()).contains("\n")) {
      i++;
    }
    List<Part.Citation> cited = sentences.get(i).citations();
    return i == sentence || isQuoted(sentences.get(sentence).words(), cited) ? cited : List.of();
  }

  private boolean isQuoted(String sentence, List<Part.Citation> cited) {
    List<String> wanted = forms(sentence);
    Set<Integer> numbers = segments(Set.copyOf(cited));
    return prompt.segments().all().stream()
        .filter(one -> numbers.contains(one.number()))
        .map(NumberedSegment::segment)
        .map(said -> forms(said.speaker().map(name -> name + ": ").orElse("") + said.text()))
        .anyMatch(said -> Collections.indexOfSubList(said, wanted) >= 0);
  }

  private static List<String> forms(String text) {
    return Word.of(text).stream().map(Word::form).toList();
  }

  /**
   * The sets of a sentence.
   *
   * @param cited in it, or below it when it is a heading
   */
  Set<Set<RecordingId>> of(String sentence, List<Part.Citation> cited) {
    if (!Heading.hasWords(sentence)) {
      return Set.of();
    }
    if (cited.isEmpty() || isOfOne()) {
      return each(held);
    }
    Set<RecordingId> together =
        cited.stream().map(Part.Citation::recording).collect(Collectors.toSet());
    Set<Integer> segments = segments(Set.copyOf(cited));
    Set<Set<RecordingId>> sets = new HashSet<>(Set.of(together));
    features(sentence).forEach(feature -> sets.addAll(of(feature, together, segments)));
    return smallest(sets);
  }

  /**
   * The sets of something that stands in a sentence. The sentence goes with each of those that hold
   * it unless another that it cites holds it as well. For a word that may be a name or not it goes
   * when all are gone that hold it.
   */
  private Set<Set<RecordingId>> of(Feature feature, Set<RecordingId> cited, Set<Integer> segments) {
    List<Origin.Place> places = words.of(feature.key());
    Set<RecordingId> holding = new HashSet<>();
    Set<RecordingId> supporting = new HashSet<>();
    cited.stream().filter(one -> words.isOfDay(one, feature.key())).forEach(supporting::add);
    for (Origin.Place place : places) {
      place.origin().recording().ifPresent(holding::add);
      place
          .origin()
          .recording()
          .filter(one -> cited.contains(one) && place.isWithin(segments))
          .ifPresent(supporting::add);
    }
    boolean sure = isSure(feature, places);
    if (!sure && (!mayBeName(feature, places) || asked.contains(feature.key()))) {
      return Set.of();
    }
    return sure || holding.isEmpty()
        ? places.stream()
            .flatMap(place -> place.origin().restsOn().stream())
            .map(set -> union(set, supporting))
            .collect(Collectors.toSet())
        : Set.of(holding);
  }

  private static boolean isSure(Feature feature, List<Origin.Place> places) {
    return feature.kind() != Kind.WORD
        || places.stream()
            .filter(place -> place.origin().capitals() != Capitals.NOTHING)
            .anyMatch(place -> feature.look() == Look.NAME || place.look() == Look.NAME);
  }

  private static boolean mayBeName(Feature word, List<Origin.Place> places) {
    return switch (word.look()) {
      case NAME, WITHOUT_CASE -> true;
      case BEGINNING ->
          places.stream()
              .filter(place -> place.origin().capitals() != Capitals.MISSING)
              .noneMatch(place -> place.look() == Look.SMALL);
      case SMALL -> false;
    };
  }

  /** The numbers of the segments that are cited, with all parts of those that were cut. */
  private Set<Integer> segments(Set<Part.Citation> cited) {
    return prompt.segments().all().stream()
        .filter(
            one -> cited.contains(new Part.Citation(one.recording().id(), one.segment().start())))
        .map(NumberedSegment::number)
        .collect(Collectors.toSet());
  }

  private static Set<Set<RecordingId>> each(Set<RecordingId> recordings) {
    return recordings.stream().map(Set::of).collect(Collectors.toSet());
  }

  private static Set<RecordingId> union(Set<RecordingId> some, Set<RecordingId> others) {
    Set<RecordingId> all = new HashSet<>(some);
    all.addAll(others);
    return all;
  }

  /** Without those that hold another whole: they are gone later. */
  private static Set<Set<RecordingId>> smallest(Set<Set<RecordingId>> sets) {
    return sets.stream()
        .filter(
            set -> sets.stream().noneMatch(other -> !other.equals(set) && set.containsAll(other)))
        .collect(Collectors.toSet());
  }
}
