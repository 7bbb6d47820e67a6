package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.RecordingId;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an answer was made from, in ids alone. It is worked out while the words of the recordings
 * are there, so that their erasure finds the sentences that hold them when they are not.
 *
 * @param given recordings whose words the model had, in its prompt or behind earlier answers, and
 *     those that the answer cites
 * @param sentences in order, the answer's content from its beginning to its end
 * @param withdrawn whether nothing of the answer is left but {@link Erasures#INSTEAD}
 */
public record Evidence(Set<RecordingId> given, List<Sentence> sentences, boolean withdrawn) {
  /** Of an answer whose words were all taken out. */
  public static final Evidence WITHDRAWN = new Evidence(Set.of(), List.of(), true);

  public Evidence {
    given = Set.copyOf(given);
    sentences = List.copyOf(sentences);
  }

  /**
   * A sentence, or a heading.
   *
   * @param end of it in the content, in UTF-16 units; it begins where the one before it ends
   * @param heading whether it goes when nothing is left of what follows up to the next heading
   * @param restsOn it is taken out when every recording of any of these sets is gone
   */
  public record Sentence(int end, boolean heading, Set<Set<RecordingId>> restsOn) {
    public Sentence {
      restsOn = restsOn.stream().map(Set::copyOf).collect(Collectors.toUnmodifiableSet());
    }

    /** The same when these recordings are gone; empty when it has to go too. */
    Optional<Sentence> without(Set<RecordingId> gone) {
      Set<Set<RecordingId>> left = new HashSet<>();
      for (Set<RecordingId> set : restsOn) {
        Set<RecordingId> some = new HashSet<>(set);
        some.removeAll(gone);
        left.add(some);
      }
      return left.contains(Set.<RecordingId>of())
          ? Optional.empty()
          : Optional.of(new Sentence(end, heading, left));
    }

    /** The same at another place. */
    Sentence endingAt(int other) {
      return new Sentence(other, heading, restsOn);
    }
  }

  /** Of an answer whose sentences were not looked at: it goes whole with any of the recordings. */
  public static Evidence ofWhole(List<Part> parts, Set<RecordingId> given) {
    Set<RecordingId> all = new LinkedHashSet<>(given);
    all.addAll(Part.cited(parts));
    Set<Set<RecordingId>> each = all.stream().map(Set::of).collect(Collectors.toSet());
    return new Evidence(
        all, List.of(new Sentence(Part.content(parts).length(), false, each)), false);
  }

  /** The recordings whose words are in the answer, as far as is known. */
  public Set<RecordingId> held() {
    return sentences.stream()
        .flatMap(sentence -> sentence.restsOn().stream())
        .flatMap(Set::stream)
        .collect(Collectors.toUnmodifiableSet());
  }
}
