package dev.hark.ask.prompt;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is shown of one recording: its chunks in time order, neighbours joined.
 *
 * @param runs chunks without a gap between them, each run at least one
 */
record Excerpt(RecordingLabel recording, List<List<Chunk>> runs) {
  /** Oldest recording first, so that what changed reads in the order in which it changed. */
  private static final Comparator<Excerpt> BY_TIME =
      Comparator.comparing(
              (Excerpt excerpt) -> excerpt.recording().recordedAt().orElse(Instant.MAX))
          .thenComparing(excerpt -> excerpt.recording().id().value());

  static List<Excerpt> of(List<Chunk> chunks) {
    Map<String, List<Chunk>> byTranscript = new LinkedHashMap<>();
    for (Chunk chunk : chunks) {
      String key = chunk.recordingId() + " " + chunk.transcription();
      byTranscript.computeIfAbsent(key, any -> new ArrayList<>()).add(chunk);
    }
    return byTranscript.values().stream().map(Excerpt::ofOne).sorted(BY_TIME).toList();
  }

  private static Excerpt ofOne(List<Chunk> chunks) {
    List<Chunk> sorted = new ArrayList<>(chunks);
    sorted.sort(Comparator.comparingInt(Chunk::ordinal));
    List<List<Chunk>> runs = new ArrayList<>();
    for (Chunk chunk : sorted) {
      if (runs.isEmpty() || runs.getLast().getLast().ordinal() + 1 != chunk.ordinal()) {
        runs.add(new ArrayList<>());
      }
      runs.getLast().add(chunk);
    }
    return new Excerpt(sorted.getFirst().recording(), runs);
  }
}
