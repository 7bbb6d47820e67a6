package dev.hark.ask.turn;

import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;

/** What a turn tells while it goes on. */
public sealed interface TurnEvent {
  /**
   * The user's message is stored.
   *
   * @param answer the id that the answer will have
   */
  record Started(SessionId session, MessageId question, MessageId answer) implements TurnEvent {}

  /** The answer's next words or citation. */
  record Written(Part part) implements TurnEvent {}

  /** In place of words that are not told any more, as what they may be of was erased. */
  record Withdrawn() implements TurnEvent {}

  /** The last event. */
  record Ended(Outcome outcome) implements TurnEvent {}
}
