package dev.hark.search.query;

import dev.hark.search.index.RecordingState;
import dev.hark.search.index.Stamp.Register;
import java.util.List;
import java.util.Set;

/**
 * Which recordings are searched, by what they are like now. All of it must hold.
 *
 * @param tags a recording has each of these
 * @param metadata and these values
 * @param speakers keys of names of whom one speaks in what is found; empty for anybody
 */
public record RecordingLimits(
    RecordedRange recorded, Set<String> tags, MetadataFilter metadata, Set<String> speakers) {
  /** Every recording. */
  public static final RecordingLimits NONE =
      new RecordingLimits(RecordedRange.ANY, Set.of(), MetadataFilter.NONE, Set.of());

  public RecordingLimits {
    tags = Set.copyOf(tags);
    speakers = Set.copyOf(speakers);
  }

  /** Whether nothing is asked. */
  public boolean unbounded() {
    return recorded.unbounded() && tags.isEmpty() && metadata.values().isEmpty() && !bySpeaker();
  }

  /** Whether it matters who speaks. */
  public boolean bySpeaker() {
    return !speakers.isEmpty();
  }

  /** The same, whoever speaks. */
  public RecordingLimits withoutSpeakers() {
    return new RecordingLimits(recorded, tags, metadata, Set.of());
  }

  /** Whether a recording is searched; who speaks where is its chunks' affair. */
  boolean accepts(RecordingState state) {
    return recorded.contains(Register.valueOf(state.details().recordedAt()))
        && (tags.isEmpty() || tagsOf(state).containsAll(tags))
        && metadata.holds(Register.valueOf(state.details().metadata()));
  }

  static List<String> tagsOf(RecordingState state) {
    List<String> tags = Register.valueOf(state.details().tags());
    return tags == null ? List.of() : tags;
  }
}
