package dev.hark.indexer.chunking;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A passage of a transcript that is found and shown as one. Texts are made when asked for, so that
 * the chunks of a large transcript take little more than the transcript.
 *
 * @param ordinal place in the transcript, from 0
 * @param parts at least one, in time order, no two of the same turn
 */
public record Chunk(int ordinal, List<Part> parts) {
  public Chunk {
    parts = List.copyOf(parts);
  }

  /** What can be cited on its own: short turns and the sentences of long ones. */
  public List<Part> sentences() {
    return parts.stream().flatMap(part -> part.sentences().stream()).toList();
  }

  /** The words of all parts; 1 to 32,768 characters, never blank. */
  public String text() {
    return parts.stream()
        .map(part -> part.text().strip())
        .filter(text -> !text.isEmpty())
        .collect(Collectors.joining(" "));
  }

  /** Who says nearly all of it. */
  public Optional<String> speaker() {
    return DominantSpeaker.of(parts);
  }

  public Duration start() {
    return Collections.min(parts.stream().map(Part::start).toList());
  }

  /** The latest end: of overlapping speakers the first may end last. */
  public Duration end() {
    return Collections.max(parts.stream().map(Part::end).toList());
  }
}
