package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.ConversationContract;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Receipt;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Mode;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import java.sql.PreparedStatement;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sessions and their messages, kept and given back. */
class JdbcStoreIT extends StoreFixture implements ConversationContract {
  @Override
  public Sessions sessions() {
    return sessions;
  }

  @Override
  public Conversation conversation() {
    return conversation;
  }

  @Override
  public Erasures erasures() {
    return erasures;
  }

  @Override
  public Caller caller() {
    return caller;
  }

  @Test
  void givesBackEveryKindOfSession() {
    RecordingId one = new RecordingId("rec_one");
    RecordingId two = new RecordingId("rec_two");
    for (Scope scope :
        List.of(
            new Scope.Library(),
            new Scope.Recording(one, Optional.of("Title")),
            new Scope.Recording(one, Optional.empty()),
            new Scope.Selected(List.of(two, one)))) {
      Session session = add(Fixtures.MAYA, scope, "Titel 👍 \"%_\\", StoreFixture.START);
      assertEquals(Optional.of(session), sessions.find(caller, session.id()));
    }
  }

  @Test
  void showsNothingOfAnotherProjectModeOrEndUser() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Mine", StoreFixture.START);
    Caller otherMode = new Caller(caller.project(), Mode.TEST, Optional.empty(), Set.of(), "", "r");
    for (Caller other :
        List.of(Fixtures.caller("other"), otherMode, caller.boundTo(Fixtures.JONAS))) {
      assertEquals(Optional.empty(), sessions.find(other, session.id()));
      assertEquals(Optional.empty(), sessions.rename(other, session.id(), "Theirs"));
      assertFalse(sessions.delete(other, session.id()));
      assertEquals(List.of(), list(other, all(), 10).items());
      assertEquals(Optional.empty(), conversation.list(other, session.id(), first(10)));
      assertEquals(
          Optional.empty(), conversation.say(other, session.id(), said("x", StoreFixture.START)));
      erasures.endUser(other, Fixtures.MAYA);
    }
    assertEquals(Optional.of(session), sessions.find(caller.boundTo(Fixtures.MAYA), session.id()));
  }

  /** As after a first message that an instance of an earlier release added. */
  @Test
  void aLaterMessageGivesNoTitle() {
    Session untitled =
        Session.untitled(
            SessionId.next(StoreFixture.IDS),
            Fixtures.MAYA,
            new Scope.Library(),
            StoreFixture.START);
    sessions.add(caller, untitled);
    say(untitled, "When?");
    int changed =
        update(
            "UPDATE ask.sessions SET titled = false, title = ? WHERE id = ?",
            Session.DEFAULT_TITLE,
            untitled.id().value());
    assertEquals(1, changed);
    say(untitled, "And then?");
    assertEquals(Session.DEFAULT_TITLE, sessions.find(caller, untitled.id()).orElseThrow().title());
  }

  /** As an earlier release wrote it. */
  @Test
  void aReceiptThatTellsOfNoTranscriptAndHasChunksHadNone() {
    RecordingId alpha = new RecordingId("rec_alpha");
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", StoreFixture.START);
    Message.Answer answer = ConversationContract.answerGiven(say(session, "When?"), alpha);
    Receipt receipt = ConversationContract.receipt(alpha);
    assertTrue(receipt.transcript().isPresent());
    var _ =
        conversation.answer(
            caller, session.id(), answer, Set.of(), List.of(), Optional.of(receipt));
    int changed =
        update(
            "UPDATE ask.receipts SET receipt = receipt - ? WHERE message_id = ?",
            "transcript",
            answer.id().value());
    assertEquals(1, changed);
    assertEquals(
        Optional.empty(),
        conversation.receipt(caller, session.id(), answer.id()).orElseThrow().transcript());
  }

  private int update(String sql, String first, String second) {
    return context
        .getBean(JdbcOperations.class)
        .execute(
            connection -> {
              try (PreparedStatement update = connection.prepareStatement(sql)) {
                update.setString(1, first);
                update.setString(2, second);
                return update.executeUpdate();
              }
            });
  }
}
