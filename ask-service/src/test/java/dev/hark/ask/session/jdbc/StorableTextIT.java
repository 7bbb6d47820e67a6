package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Evidence;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Part;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Texts that PostgreSQL does not take are kept without what it does not take. */
class StorableTextIT extends StoreFixture {
  private static final String BAD = "a\0b\ud800c\udc00👍";
  private static final String KEPT = "ab\ufffdc\ufffd👍";

  @Test
  void titlesAreKept() {
    RecordingId one = new RecordingId("rec_one");
    Session session =
        add(Fixtures.MAYA, new Scope.Recording(one, Optional.of(BAD)), "\0" + BAD, START);
    Session kept = sessions.find(caller, session.id()).orElseThrow();
    assertEquals(KEPT, kept.title());
    assertEquals(new Scope.Recording(one, Optional.of(KEPT)), kept.scope());
    assertEquals(KEPT, sessions.rename(caller, session.id(), BAD).orElseThrow().title());
    SessionFilter named =
        new SessionFilter(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("b\0\ud800"));
    assertEquals(1, list(caller, named, 10).items().size());
  }

  @Test
  void messagesAnswersAndNamesOfModelsAreKeptAndToldAsTheyAreKept() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, BAD);
    List<Part> parts =
        List.of(
            new Part.Text(BAD),
            new Part.Citation(new RecordingId("rec_one"), Duration.ZERO),
            new Part.Text("\0"));
    Message.Answer answer =
        new Message.Answer(
            MessageId.next(IDS),
            question.id(),
            parts,
            List.of(),
            Evidence.ofWhole(parts, Set.of()),
            new TokenUse(1, 1, 0),
            new ModelName("openai", "m\0-1"),
            FinishReason.STOP,
            START.plusSeconds(1));
    Message.Answer now =
        assertInstanceOf(
                Conversation.Kept.Now.class,
                conversation.answer(
                    caller, session.id(), answer, Set.of(), List.of(), Optional.empty()))
            .answer();
    assertEquals(KEPT, now.content());
    assertEquals(2, now.parts().size(), "a part without words is none");
    assertEquals("m-1", now.by().model());
    List<Message> messages =
        conversation.list(caller, session.id(), first(10)).orElseThrow().items();
    assertEquals(KEPT, messages.getFirst().content());
    assertEquals(now, messages.getLast());
    assertEquals(
        "m-1",
        sessions.find(caller, session.id()).orElseThrow().lastAnswerBy().orElseThrow().model());
  }
}
