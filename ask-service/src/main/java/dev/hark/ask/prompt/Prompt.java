package dev.hark.ask.prompt;

import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.List;
import java.util.Set;

/**
 * What a model is asked, and what its markers will mean.
 *
 * @param history earlier turns that are in it, oldest first
 * @param used chunks that are in it, best first; none when a transcript was read whole
 */
public record Prompt(
    ChatRequest request, SegmentTable segments, List<Turn> history, List<Chunk> used) {
  public Prompt {
    history = List.copyOf(history);
    used = List.copyOf(used);
  }

  /** The same, as if the chunks of these recordings had not been in it. */
  public Prompt without(Set<RecordingId> gone) {
    return new Prompt(
        request,
        segments,
        history,
        used.stream().filter(chunk -> !gone.contains(chunk.recordingId())).toList());
  }
}
