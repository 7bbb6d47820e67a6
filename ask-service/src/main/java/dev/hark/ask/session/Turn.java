package dev.hark.ask.session;

/** A message and its answer. */
public record Turn(Message.FromUser question, Message.Answer answer) {
  public Turn {
    if (!answer.answers().equals(question.id())) {
      throw new IllegalArgumentException(answer.id() + " does not answer " + question.id());
    }
  }
}
