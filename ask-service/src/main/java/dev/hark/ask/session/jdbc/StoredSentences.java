package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.hark.ask.session.Evidence;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the sentences of an answer rest on, as it is stored: {@code {"recordings": ["rec_…"],
 * "sentences": [{"end": 12, "heading": true, "rests_on": [[0], [1, 2]]}]}}, where numbers are
 * places among the recordings. Hundreds of sentences may rest on the same forty.
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record StoredSentences(
    @JsonProperty("recordings") List<String> recordings,
    @JsonProperty("sentences") List<Sentence> sentences) {
  /** The release before this one takes any {@code heading} for true. */
  @JsonInclude(JsonInclude.Include.ALWAYS)
  record Sentence(
      @JsonProperty("end") int end,
      @JsonProperty("heading") @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean heading,
      @JsonProperty("rests_on") List<List<Integer>> restsOn) {}

  static StoredSentences of(List<Evidence.Sentence> sentences) {
    List<String> recordings =
        sentences.stream()
            .flatMap(sentence -> sentence.restsOn().stream())
            .flatMap(Set::stream)
            .map(RecordingId::value)
            .distinct()
            .toList();
    return new StoredSentences(
        recordings,
        sentences.stream()
            .map(
                sentence ->
                    new Sentence(
                        sentence.end(),
                        sentence.heading(),
                        sentence.restsOn().stream().map(set -> places(recordings, set)).toList()))
            .toList());
  }

  private static List<Integer> places(List<String> recordings, Set<RecordingId> set) {
    return set.stream().map(recording -> recordings.indexOf(recording.value())).toList();
  }

  List<Evidence.Sentence> evidence() {
    return sentences.stream()
        .map(
            sentence ->
                new Evidence.Sentence(
                    sentence.end(),
                    sentence.heading(),
                    sentence.restsOn().stream()
                        .map(this::recordings)
                        .collect(Collectors.toUnmodifiableSet())))
        .toList();
  }

  private Set<RecordingId> recordings(List<Integer> places) {
    return places.stream()
        .map(place -> new RecordingId(recordings.get(place)))
        .collect(Collectors.toUnmodifiableSet());
  }
}
