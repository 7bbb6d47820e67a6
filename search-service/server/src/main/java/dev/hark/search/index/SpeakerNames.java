package dev.hark.search.index;

import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.words.Folding;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names that were given to those whom a recording's transcript labels. Chunks hold the labels
 * alone; what is shown is looked up here, so that a name holds everywhere at once.
 *
 * @param byLabel by labels without spaces around them; what is left out is shown by its label
 */
public record SpeakerNames(Map<String, String> byLabel) {
  /** Nobody was given a name. */
  public static final SpeakerNames NONE = new SpeakerNames(Map.of());

  public SpeakerNames {
    byLabel = Map.copyOf(byLabel);
  }

  /** The name of a label, or the label itself; null when there is none. */
  public @Nullable String shown(@Nullable String label) {
    return label == null ? null : shownOf(label);
  }

  /** Who says most of a chunk; whom two labels name, too, if nobody else speaks in it. */
  public @Nullable String shown(Chunk chunk) {
    if (chunk.speaker() != null || byLabel.isEmpty()) {
      return shown(chunk.speaker());
    }
    List<@Nullable String> names =
        chunk.segments().stream()
            .map(part -> part.segment().speaker())
            .map(label -> label == null ? null : byLabel.get(label.strip()))
            .distinct()
            .toList();
    return names.size() == 1 ? names.getFirst() : null;
  }

  /** Those among the labels that are called so, by name or by label. */
  public Set<String> called(Set<String> keys, Collection<String> labels) {
    return labels.stream()
        .filter(label -> keys.contains(key(label)) || keys.contains(key(shownOf(label))))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** As {@link #shown}, of a label that there is. */
  public String shownOf(String label) {
    return byLabel.getOrDefault(label.strip(), label);
  }

  /** Whether a segment is said by one who is called so. */
  public boolean saidBy(Set<String> keys, ChunkSegment part) {
    String label = part.segment().speaker();
    return label != null && !called(keys, Set.of(label)).isEmpty();
  }

  /** The same for names that differ in case, or in how a character is written, alone. */
  public static String key(String name) {
    return Folding.characters(name).replaceAll("\\s+", " ").strip();
  }
}
