package dev.hark.ask.retrieval;

import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A passage that a search found.
 *
 * @param ordinal place in the transcription; neighbours differ by 1
 * @param speaker empty when mixed or unknown
 * @param score at least 0 and finite; comparable within one answer only
 * @param segments what it is made of, in time order
 */
public record Chunk(
    ChunkId id,
    RecordingLabel recording,
    TranscriptionId transcription,
    int ordinal,
    String text,
    Optional<String> speaker,
    Duration start,
    Duration end,
    double score,
    List<Segment> segments) {
  public Chunk {
    segments = List.copyOf(segments);
    if (!Double.isFinite(score) || score < 0) {
      throw new IllegalArgumentException("score must be at least 0 and finite: " + score);
    }
  }

  /** The recording that it is from. */
  public RecordingId recordingId() {
    return recording.id();
  }

  /** Where it is found again. */
  public SourceRef ref() {
    return new SourceRef(id, recordingId(), ordinal, score);
  }

  /** The same passage, of which these segments alone are looked at. */
  public Chunk with(List<Segment> some) {
    return new Chunk(id, recording, transcription, ordinal, text, speaker, start, end, score, some);
  }

  /** The same passage, found in another way. */
  public Chunk scored(double other) {
    return new Chunk(
        id, recording, transcription, ordinal, text, speaker, start, end, other, segments);
  }

  /**
   * A chunk that an answer was made from: where it is, and how well it fitted.
   *
   * @param ordinal place in its transcription
   * @param score at least 0 and finite; comparable within one answer only
   */
  public record SourceRef(ChunkId chunk, RecordingId recording, int ordinal, double score) {}
}
