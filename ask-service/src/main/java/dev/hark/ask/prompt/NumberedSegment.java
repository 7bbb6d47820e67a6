package dev.hark.ask.prompt;

import dev.hark.ask.retrieval.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.runtime.id.Ids.ChunkId;
import java.util.Optional;

/**
 * A segment as the model sees it.
 *
 * @param number from 1, in the order of the prompt
 * @param chunk the passage that it was found in; empty when the transcript was read whole
 */
public record NumberedSegment(
    int number, RecordingLabel recording, Segment segment, Optional<ChunkId> chunk) {}
