package dev.hark.ask.turn;

import dev.hark.ask.id.RecordingId;
import dev.hark.ask.id.SourceRef;
import dev.hark.ask.prompt.Prompt;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Turn;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * An answer that has ended and is not kept yet, with what it was made from.
 *
 * @param past turns that stood in the prompt: their words may be in the answer too
 * @param parts the same words as the answer's, with their segments
 */
record Draft(Prompt prompt, List<Turn> past, AnswerDraft parts, Message.Answer answer) {
  Draft {
    past = List.copyOf(past);
  }

  /** What it was made from, best first. */
  List<SourceRef> sources() {
    return prompt.used().stream().map(Chunk::ref).toList();
  }

  /** The recordings whose words the model was given. */
  Set<RecordingId> given() {
    return given(prompt, past);
  }

  /** The recordings whose words are in a prompt, or in the turns before it. */
  static Set<RecordingId> given(Prompt prompt, List<Turn> past) {
    Set<RecordingId> given = new HashSet<>();
    prompt.used().forEach(chunk -> given.add(chunk.recordingId()));
    past.forEach(turn -> given.addAll(turn.restsOn()));
    return given;
  }

  /** Those too whose transcript was read whole. */
  static Set<RecordingId> shown(Prompt prompt, List<Turn> past) {
    Set<RecordingId> shown = given(prompt, past);
    prompt.segments().all().forEach(segment -> shown.add(segment.recording().id()));
    return shown;
  }

  /** The same without what these recordings have put, or may have put, into it. */
  Draft without(Set<RecordingId> gone) {
    parts.withdraw(gone, given());
    List<Turn> left =
        past.stream().filter(turn -> Collections.disjoint(turn.restsOn(), gone)).toList();
    return new Draft(
        prompt.without(gone), left, parts, answer.with(parts.parts(), parts.citedChunks()));
  }
}
