package dev.hark.search.index;

import dev.hark.runtime.id.Ids.ChunkId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a transcript that a search can find.
 *
 * @param ordinal place in the transcript, from 0
 * @param speaker who says most of it; null when mixed or unknown
 */
public record Chunk(
    ChunkId id,
    int ordinal,
    String text,
    @Nullable String speaker,
    Duration start,
    Duration end,
    List<ChunkSegment> segments) {
  private static final int MAX_TEXT = 32_768;
  private static final int MAX_SPEAKER = 128;

  /** What is said, by whom: the names of all who speak, once each, and the text. */
  public String spoken() {
    String names =
        segments.stream()
            .map(part -> part.segment().speaker())
            .filter(Objects::nonNull)
            .distinct()
            .collect(Collectors.joining(", "));
    return names.isEmpty() ? text : names + "\n" + text;
  }

  /** What part of it each label says, from 0 to 1, by the length of what is said. */
  public Map<String, Double> shares() {
    Map<String, Integer> lengths = new TreeMap<>();
    int whole = 0;
    for (ChunkSegment part : segments) {
      String label = part.segment().speaker();
      int length = part.segment().text().length();
      whole += length;
      if (label != null) {
        lengths.merge(label, length, Integer::sum);
      }
    }
    Map<String, Double> shares = new TreeMap<>();
    for (var entry : lengths.entrySet()) {
      shares.put(entry.getKey(), entry.getValue() / (double) Math.max(1, whole));
    }
    return shares;
  }

  /** The same with some of its segments alone. */
  public Chunk with(List<ChunkSegment> some) {
    return new Chunk(id, ordinal, text, speaker, start, end, some);
  }

  public Chunk {
    segments = List.copyOf(segments);
    if (ordinal < 0) {
      throw new IllegalArgumentException("ordinal must not be negative: " + ordinal);
    }
    if (text.isEmpty() || text.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "text must have 1 to 32,768 characters, not " + text.length());
    }
    if (speaker != null && speaker.length() > MAX_SPEAKER) {
      throw new IllegalArgumentException(
          "speaker must have at most 128 characters, not " + speaker.length());
    }
    if (start.isNegative() || end.compareTo(start) < 0) {
      throw new IllegalArgumentException("a chunk must not end before it starts");
    }
  }

  /**
   * A segment, or a part of one, that a chunk holds.
   *
   * @param index place of the segment in the transcript; the parts of one segment share it
   */
  public record ChunkSegment(int index, Segment segment) {
    public ChunkSegment {
      if (index < 0) {
        throw new IllegalArgumentException("a segment's index must not be negative: " + index);
      }
    }
  }

  /**
   * What one speaker says without a break, or a part of it.
   *
   * @param start from the recording's start
   * @param speaker null when nobody said who it was
   */
  public record Segment(Duration start, Duration end, @Nullable String speaker, String text) {
    public Segment {
      if (start.isNegative() || end.compareTo(start) < 0) {
        throw new IllegalArgumentException(
            "a segment starts at 0 or later and does not end before it starts: %s to %s"
                .formatted(start, end));
      }
    }
  }
}
