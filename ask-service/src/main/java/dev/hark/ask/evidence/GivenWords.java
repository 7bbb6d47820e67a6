package dev.hark.ask.evidence;

import dev.hark.ask.evidence.Origin.Capitals;
import dev.hark.ask.evidence.Word.Look;
import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;

/** Finds where in what a model was given something of its answer stands. For one answer. */
final class GivenWords {
  /** Fewer say nothing about how names are written. */
  private static final int FEW = 50;

  /** Of 100 words inside of sentences: English has about 6 with a capital letter, German 25. */
  private static final int MOST_NAMES = 18;

  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);

  /** Speakers that nobody has named say nothing. */
  private static final String UNNAMED =
      "(?iU)(?:(?:speaker|spk|participant|channel|unknown)[\\s_-]*)?\\d{0,3}";

  private final Set<Feature.Key> wanted;
  private final Set<String> forms;
  private final Set<List<String>> titles;
  private final Map<Feature.Key, List<Origin.Place>> places = new HashMap<>();
  private final Map<RecordingId, Set<Feature.Key>> days = new HashMap<>();
  private Capitals capitals = Capitals.NAMES;

  /**
   * @param wanted what is looked for; nothing else is kept
   * @param forms of the words in that, and of words alone without their endings
   * @param titles that count as one thing
   */
  GivenWords(Set<Feature.Key> wanted, Set<String> forms, Set<List<String>> titles) {
    this.wanted = wanted;
    this.titles = titles;
    this.forms = forms;
  }

  /** Where this stands. */
  List<Origin.Place> of(Feature.Key key) {
    return places.getOrDefault(key, List.of());
  }

  /** Whether it belongs to a recording's date: that may be said of it and is no word of it. */
  boolean isOfDay(RecordingId recording, Feature.Key key) {
    return days.getOrDefault(recording, Set.of()).contains(key);
  }

  /** Adds all that was given of one recording: at least one segment. */
  void add(List<NumberedSegment> segments) {
    RecordingLabel label = segments.getFirst().recording();
    List<Word> words = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    for (NumberedSegment numbered : segments) {
      Word.of(numbered.segment().text())
          .forEach(
              word -> {
                words.add(word);
                numbers.add(numbered.number());
              });
    }
    Origin origin =
        new Origin(Optional.of(label.id()), Set.of(Set.of(label.id())), capitals(words));
    if (origin.capitals() == Capitals.NOTHING) {
      capitals = Capitals.NOTHING;
    }
    add(origin, words, numbers::get);
    label.title().ifPresent(title -> add(origin, Word.of(title), place -> 0));
    for (NumberedSegment numbered : segments) {
      numbered
          .segment()
          .speaker()
          .filter(speaker -> !speaker.matches(UNNAMED))
          .ifPresent(speaker -> add(origin, names(speaker), place -> numbered.number()));
    }
    label
        .recordedAt()
        .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
        .ifPresent(day -> days.put(label.id(), keys(day + " " + DAY.format(day))));
  }

  /** Adds a sentence of an earlier answer, after all recordings. */
  void add(String sentence, Set<Set<RecordingId>> restsOn) {
    add(new Origin(Optional.empty(), restsOn, capitals), Word.of(sentence), place -> 0);
  }

  private void add(Origin origin, List<Word> words, IntUnaryOperator segment) {
    for (Feature feature : Feature.of(words, titles, forms::contains)) {
      if (wanted.contains(feature.key())) {
        places
            .computeIfAbsent(feature.key(), key -> new ArrayList<>())
            .add(
                new Origin.Place(
                    origin,
                    segment.applyAsInt(feature.first()),
                    segment.applyAsInt(feature.last()),
                    feature.look()));
      }
    }
  }

  private static List<Word> names(String speaker) {
    return Word.of(speaker).stream()
        .map(word -> new Word(word.form(), Look.NAME, word.script()))
        .toList();
  }

  private static Capitals capitals(List<Word> words) {
    long names = words.stream().filter(word -> word.look() == Look.NAME).count();
    if (names == 0 && words.stream().noneMatch(word -> word.look() == Look.BEGINNING)) {
      return Capitals.MISSING;
    }
    return words.size() < FEW || 100 * names <= (long) MOST_NAMES * words.size()
        ? Capitals.NAMES
        : Capitals.NOTHING;
  }

  private Set<Feature.Key> keys(String text) {
    return Feature.of(Word.of(text), Set.of(), forms::contains).stream()
        .map(Feature::key)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
