package dev.hark.ask.prompt;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.retrieval.Chunk;
import java.util.List;

/**
 * What a model is asked, and what its markers will mean.
 *
 * @param used chunks that are in it, best first; none when a transcript was read whole
 */
public record Prompt(ChatRequest request, SegmentTable segments, List<Chunk> used) {
  public Prompt {
    used = List.copyOf(used);
  }
}
