package dev.hark.ask.retrieval;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What limits a search inside its scope; all of it must hold.
 *
 * @param from recordings made then or later
 * @param to recordings made before
 * @param tags each of them
 * @param metadata values that the recording's metadata has, as a JSON object; empty for any
 * @param speakers words of one of these, by name or label
 */
public record Limits(
    Optional<Instant> from,
    Optional<Instant> to,
    List<String> tags,
    String metadata,
    List<String> speakers) {
  /** No limit. */
  public static final Limits NONE =
      new Limits(Optional.empty(), Optional.empty(), List.of(), "", List.of());

  public Limits {
    tags = List.copyOf(tags);
    speakers = List.copyOf(speakers);
  }

  public boolean none() {
    return equals(NONE);
  }

  /** Whether the time of a recording matters. */
  public boolean timed() {
    return from.isPresent() || to.isPresent();
  }

  /** The same but for the time. */
  public Limits at(Optional<Instant> first, Optional<Instant> end) {
    return new Limits(first, end, tags, metadata, speakers);
  }

  /** The same but for who speaks. */
  public Limits by(List<String> others) {
    return new Limits(from, to, tags, metadata, others);
  }
}
