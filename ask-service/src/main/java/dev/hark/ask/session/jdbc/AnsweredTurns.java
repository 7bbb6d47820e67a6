package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Session;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Turns by their answers, whoever's they are: for those who run the service and help its users. */
@Singleton
public final class AnsweredTurns {
  private final Database database;
  private final SessionRepository sessions;
  private final MessageRepository messages;
  private final Conversation conversation;

  AnsweredTurns(
      Database database,
      SessionRepository sessions,
      MessageRepository messages,
      Conversation conversation) {
    this.database = database;
    this.sessions = sessions;
    this.messages = messages;
    this.conversation = conversation;
  }

  /**
   * A turn with what it was made from.
   *
   * @param caller who may see it
   * @param past the turns that it was given, oldest first
   */
  public record AnsweredTurn(
      Caller caller,
      Session session,
      Message.FromUser question,
      Message.Answer answer,
      List<Turn> past,
      Receipt receipt) {}

  /** Empty for what is no answer, and for one without a receipt. */
  public Optional<AnsweredTurn> find(MessageId answer) {
    return database
        .call(() -> messages.find(answer.value()))
        .filter(row -> row.role().equals("assistant"))
        .flatMap(row -> turn(row, row.answer()));
  }

  private Optional<AnsweredTurn> turn(MessageRow row, Message.Answer answer) {
    SessionRow session = database.call(() -> sessions.findAnybodys(row.sessionId())).orElseThrow();
    Message.FromUser question =
        database.call(() -> messages.find(answer.answers().value())).orElseThrow().fromUser();
    Caller caller =
        new Caller(
            new ProjectId(session.projectId()),
            Mode.valueOf(session.mode().toUpperCase(Locale.ROOT)),
            Optional.empty(),
            Set.of(),
            "",
            "req_replay");
    Session its = session.session();
    return conversation
        .receipt(caller, its.id(), answer.id())
        .map(
            receipt ->
                new AnsweredTurn(
                    caller,
                    its,
                    question,
                    answer,
                    receipt.history() == 0
                        ? List.of()
                        : conversation.turnsBefore(
                            caller, its.id(), question.id(), receipt.history()),
                    receipt));
  }
}
