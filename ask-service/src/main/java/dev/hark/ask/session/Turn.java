package dev.hark.ask.session;

import dev.hark.ask.id.RecordingId;
import java.util.Set;

/**
 * A message and its answer.
 *
 * @param given recordings whose words the model had when it wrote; empty for answers from before
 *     this was noted
 */
public record Turn(Message.FromUser question, Message.Answer answer, Set<RecordingId> given) {
  public Turn {
    given = Set.copyOf(given);
    if (!answer.answers().equals(question.id())) {
      throw new IllegalArgumentException(answer.id() + " does not answer " + question.id());
    }
  }

  /** The recordings that the answer's words are of: those it cites, else all that it was given. */
  public Set<RecordingId> restsOn() {
    Set<RecordingId> cited = Part.cited(answer.parts());
    return cited.isEmpty() ? given : cited;
  }
}
