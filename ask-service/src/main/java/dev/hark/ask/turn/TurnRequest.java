package dev.hark.ask.turn;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * A turn that somebody asks for.
 *
 * @param message id that the message shall have. When it is there already, nothing is added: it is
 *     answered, or its stored answer replayed without a model
 * @param abandoned whether the caller has given up, looked at right before anything is stored: then
 *     nothing is. Once the message is stored the turn runs to its end
 */
public record TurnRequest(
    Caller caller,
    Target target,
    Question question,
    Optional<MessageId> message,
    BooleanSupplier abandoned) {
  /** Of a caller who waits. */
  public TurnRequest(Caller caller, Target target, Question question) {
    this(caller, target, question, Optional.empty(), () -> false);
  }

  /** Where a question is asked. */
  public sealed interface Target {
    record Existing(SessionId session) implements Target {}

    record Fresh(NewSession session) implements Target {}
  }
}
