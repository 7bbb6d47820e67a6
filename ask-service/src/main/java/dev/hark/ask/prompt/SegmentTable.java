package dev.hark.ask.prompt;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What the numbers of one prompt mean. Nothing else can be cited by its answer. */
public final class SegmentTable {
  private final List<NumberedSegment> segments;

  /**
   * @param segments numbered from 1 without gaps
   */
  SegmentTable(List<NumberedSegment> segments) {
    this.segments = List.copyOf(segments);
  }

  /** Of these chunks, as a prompt numbers them. */
  public static SegmentTable of(List<Chunk> chunks) {
    return SourceBlock.of(chunks, Optional.empty()).segments();
  }

  /** Of a whole transcript. */
  public static SegmentTable of(Transcript transcript) {
    return SourceBlock.of(transcript).segments();
  }

  /** What this number means; empty when it was never given to the model. */
  public Optional<NumberedSegment> find(int number) {
    return number < 1 || number > segments.size()
        ? Optional.empty()
        : Optional.of(segments.get(number - 1));
  }

  /** A segment that takes no time may be all of a transcript. */
  private static final int MOST_JOINED = 4_000;

  /**
   * What a citation of this moment means. Of sentences that share it, as those of a segment that
   * takes no time do, the first speaker's are one, up to 4,000 characters and a sentence.
   */
  public Optional<Segment> find(RecordingId recording, Duration start) {
    return segments.stream()
        .filter(one -> one.recording().id().equals(recording))
        .map(NumberedSegment::segment)
        .filter(one -> one.start().equals(start))
        .reduce(
            (one, next) ->
                one.speaker().equals(next.speaker()) && one.text().length() < MOST_JOINED
                    ? one.with(next)
                    : one);
  }

  public List<NumberedSegment> all() {
    return segments;
  }

  /**
   * A segment as the model sees it.
   *
   * @param number from 1, in the order of the prompt
   * @param chunk the passage that it was found in; empty when the transcript was read whole
   */
  public record NumberedSegment(
      int number, RecordingLabel recording, Segment segment, Optional<ChunkId> chunk) {}
}
