package dev.hark.ask.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.interpretation.Grounding;
import dev.hark.ask.interpretation.Interpretation;
import dev.hark.ask.retrieval.Chunk.SourceRef;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.session.Conversation.Turn;
import dev.hark.ask.session.Message.FinishReason;
import dev.hark.ask.session.Message.ModelName;
import dev.hark.ask.session.Message.TokenUse;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every store of conversations does: PostgreSQL, and the one that turns are tested with. */
public interface ConversationContract {
  IdGenerator IDS = new IdGenerator(Clock.systemUTC(), new Random());
  Instant START = Instant.parse("2026-05-20T10:00:00Z");
  SessionFilter ALL =
      new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  Sessions sessions();

  Conversation conversation();

  Erasures erasures();

  /** Whose project holds nothing yet. */
  Caller caller();

  @Test
  default void addsTheSameSessionOnce() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Once", START);
    sessions().add(caller(), session);
    assertEquals(
        Map.of(Fixtures.MAYA, new Sessions.Counted(1, START)),
        sessions().count(caller(), Set.of(Fixtures.MAYA)));
  }

  @Test
  default void countsTheSessionsOfSeveralEndUsersAtOnce() {
    add(Fixtures.MAYA, new Scope.Library(), "Two", START.plusSeconds(2));
    add(Fixtures.MAYA, new Scope.Library(), "One", START.plusSeconds(1));
    add(Fixtures.JONAS, new Scope.Library(), "His", START);
    assertEquals(
        Map.of(
            Fixtures.MAYA, new Sessions.Counted(2, START.plusSeconds(1)),
            Fixtures.JONAS, new Sessions.Counted(1, START)),
        sessions()
            .count(caller(), Set.of(Fixtures.MAYA, Fixtures.JONAS, new EndUserId("eu_nobody"))));
  }

  @Test
  default void keepsATurnWithEverythingThatWasSaid() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = said("When? \0 👍", START.plusSeconds(1));
    Message.FromUser kept =
        conversation().say(caller(), session.id(), question).orElseThrow().message();
    Message.Answer answer = answer(kept, START.plusSeconds(2));
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        conversation()
            .answer(caller(), session.id(), answer, Set.of(), List.of(), Optional.empty()));
    Turn turn = turnsBefore(session, say(session, "And then?")).getFirst();
    assertEquals(answer, turn.answer());
    assertEquals("When?  👍", turn.question().content());
    Session after = sessions().find(caller(), session.id()).orElseThrow();
    assertEquals(3, after.messageCount());
    assertEquals(START.plusSeconds(2), after.lastMessageAt());
    assertEquals(Optional.of(new ModelName("openai", "m-1")), after.lastAnswerBy());
  }

  @Test
  default void beginsASessionOnceWithItsFirstMessage() {
    Session session =
        Session.empty(SessionId.next(IDS), Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser first = said("When?", START);
    Message.FromUser second = said("And then?", START);
    assertEquals(
        Optional.of(new Conversation.Said(first, true)),
        conversation().begin(caller(), session, first));
    assertEquals(
        Optional.of(new Conversation.Said(first, true)),
        conversation().begin(caller(), session, first));
    assertEquals(
        Optional.of(new Conversation.Said(second, false)),
        conversation().begin(caller(), session, second));
    assertEquals(2, sessions().find(caller(), session.id()).orElseThrow().messageCount());
  }

  @Test
  default void readsTheTurnsBeforeAMessageThatIsAnsweredLateAndNoneAfterIt() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.Answer before = answer(say(session, "First?"), START);
    conversation().answer(caller(), session.id(), before, Set.of(), List.of(), Optional.empty());
    Message.FromUser waits = say(session, "When?");
    Message.FromUser after = say(session, "And then?");
    conversation()
        .answer(
            caller(), session.id(), answer(after, START), Set.of(), List.of(), Optional.empty());
    assertEquals(List.of(before), turnsBefore(session, waits).stream().map(Turn::answer).toList());
    assertEquals(
        List.of("First?"),
        turnsBefore(session, after).stream().map(turn -> turn.question().content()).toList());
  }

  @Test
  default void answersTheMessageThatWaitsInsteadOfAddingItAgain() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser first = say(session, "When?");
    assertEquals(first.id(), say(session, "When?").id());
    Message.FromUser other = say(session, "when?");
    assertFalse(first.id().equals(other.id()));
    conversation()
        .answer(
            caller(), session.id(), answer(first, START), Set.of(), List.of(), Optional.empty());
    assertFalse(first.id().equals(say(session, "When?").id()), "asked again on purpose");
    assertEquals(4, sessions().find(caller(), session.id()).orElseThrow().messageCount());
  }

  @Test
  default void findsAMessageByEveryIdUnderWhichItWasSaidWhileItWaited() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser first = say(session, "When?");
    Message.FromUser second = said("When?", START);
    Message.FromUser third = said("When?", START);
    for (Message.FromUser again : List.of(second, third, second)) {
      assertEquals(
          Optional.of(new Conversation.Said(first, true)),
          conversation().say(caller(), session.id(), again));
    }
    conversation()
        .answer(
            caller(), session.id(), answer(first, START), Set.of(), List.of(), Optional.empty());
    for (Message.FromUser again : List.of(first, second, third)) {
      assertEquals(
          Optional.of(new Conversation.Said(first, true)),
          conversation().say(caller(), session.id(), again));
    }
    Session other = add(Fixtures.MAYA, new Scope.Library(), "Other", START);
    assertEquals(
        Optional.of(new Conversation.Said(second, true)),
        conversation().say(caller(), other.id(), second));
    assertEquals(2, sessions().find(caller(), session.id()).orElseThrow().messageCount());
  }

  @Test
  default void keepsOneAnswerToAMessage() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    Message.Answer answer = answer(question, START.plusSeconds(1));
    conversation().answer(caller(), session.id(), answer, Set.of(), List.of(), Optional.empty());
    assertEquals(
        new Conversation.Kept.Now(answer, Set.of()),
        conversation()
            .answer(caller(), session.id(), answer, Set.of(), List.of(), Optional.empty()),
        "the same once more, after a connection that was lost at commit");
    assertEquals(
        new Conversation.Kept.Before(answer),
        conversation()
            .answer(
                caller(),
                session.id(),
                answer(question, START.plusSeconds(2)),
                Set.of(),
                List.of(),
                Optional.empty()));
    assertEquals(2, sessions().find(caller(), session.id()).orElseThrow().messageCount());
  }

  @Test
  default void saysThatAnAnswerToNothingIsAFault() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    Message.FromUser unknown = said("Never said", START);
    assertThrows(
        StoreFaultException.class,
        () ->
            conversation()
                .answer(
                    caller(),
                    session.id(),
                    answer(unknown, START),
                    Set.of(),
                    List.of(),
                    Optional.empty()));
    assertEquals(List.of(), turnsBefore(session, say(session, "And then?")));
    conversation()
        .answer(
            caller(), session.id(), answer(question, START), Set.of(), List.of(), Optional.empty());
  }

  @Test
  default void forgetsMessagesWithTheirSession() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.FromUser question = say(session, "When?");
    assertTrue(sessions().delete(caller(), session.id()));
    assertFalse(sessions().delete(caller(), session.id()));
    assertEquals(
        new Conversation.Kept.Gone(),
        conversation()
            .answer(
                caller(),
                session.id(),
                answer(question, START),
                Set.of(),
                List.of(),
                Optional.empty()));
    assertEquals(Optional.empty(), conversation().list(caller(), session.id(), first(10)));
  }

  @Test
  default void erasesAnEndUserAndNobodyElse() {
    add(Fixtures.MAYA, new Scope.Library(), "One", START);
    Session other = add(Fixtures.JONAS, new Scope.Library(), "Two", START);
    erasures().endUser(caller(), Fixtures.MAYA);
    assertEquals(Map.of(), sessions().count(caller(), Set.of(Fixtures.MAYA)));
    assertEquals(List.of(other), sessions().list(caller(), ALL, first(10)).items());
  }

  @Test
  default void pagesMessagesOldestFirst() {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    List<MessageId> said = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      said.add(say(session, "Message " + i).id());
    }
    List<MessageId> seen = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Message> page =
          conversation().list(caller(), session.id(), new PageRequest(3, after)).orElseThrow();
      page.items().forEach(message -> seen.add(message.id()));
      after = page.next();
    } while (after.isPresent());
    assertEquals(said, seen);
  }

  @Test
  default void countsRightlyUnderManyTurnsAtOnce() throws Exception {
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    int turns = 40;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Conversation.Kept>> running = new ArrayList<>();
      for (int i = 0; i < turns; i++) {
        // Pairs of equal messages: one message each.
        String content = "Message " + i / 2;
        running.add(
            threads.submit(
                () ->
                    conversation()
                        .answer(
                            caller(),
                            session.id(),
                            answer(say(session, content), Clock.systemUTC().instant()),
                            Set.of(),
                            List.of(),
                            Optional.empty())));
      }
      for (Future<Conversation.Kept> turn : running) {
        turn.get();
      }
    }
    List<Message> stored =
        conversation().list(caller(), session.id(), first(100)).orElseThrow().items();
    Session after = sessions().find(caller(), session.id()).orElseThrow();
    assertEquals(stored.size(), after.messageCount());
    assertEquals(stored.getLast().createdAt(), after.lastMessageAt());
    assertEquals(
        stored.stream().filter(Message.FromUser.class::isInstance).count(),
        stored.stream().filter(Message.Answer.class::isInstance).count());
    assertEquals(
        stored.stream().map(Message::createdAt).sorted().toList(),
        stored.stream().map(Message::createdAt).toList());
  }

  @Test
  default void aReceiptIsKeptWithItsAnswerAndGoesWithIt() {
    RecordingId alpha = new RecordingId("rec_alpha");
    Session session = add(Fixtures.MAYA, new Scope.Library(), "Talk", START);
    Message.Answer about = answerGiven(say(session, "When?"), alpha);
    Message.Answer other = answerGiven(say(session, "Who?"), new RecordingId("rec_beta"));
    Receipt receipt = receipt(alpha);
    for (Message.Answer answer : List.of(about, other)) {
      var _ =
          conversation()
              .answer(caller(), session.id(), answer, Set.of(), List.of(), Optional.of(receipt));
    }
    assertEquals(Optional.of(receipt), conversation().receipt(caller(), session.id(), about.id()));
    Caller jonas = caller().boundTo(Fixtures.JONAS);
    assertEquals(Optional.empty(), conversation().receipt(jonas, session.id(), about.id()));
    Session another = add(Fixtures.MAYA, new Scope.Library(), "Other", START);
    assertEquals(Optional.empty(), conversation().receipt(caller(), another.id(), about.id()));
    assertEquals(Optional.empty(), conversation().receipt(caller(), session.id(), about.answers()));
    var _ = erasures().recording(caller(), alpha);
    assertEquals(Optional.empty(), conversation().receipt(caller(), session.id(), about.id()));
    assertEquals(Optional.of(receipt), conversation().receipt(caller(), session.id(), other.id()));
    assertTrue(sessions().delete(caller(), session.id()));
    assertEquals(Optional.empty(), conversation().receipt(caller(), session.id(), other.id()));
  }

  static Message.Answer answerGiven(Message.FromUser question, RecordingId recording) {
    List<Part> parts =
        List.of(new Part.Text("In June."), new Part.Citation(recording, Duration.ofSeconds(1)));
    return answer(question, START)
        .with(parts, List.of(), Evidence.ofWhole(parts, Set.of(recording)));
  }

  /** Everything that a receipt can hold. */
  static Receipt receipt(RecordingId recording) {
    return new Receipt(
        List.of("When?", "When? \0 And then?".replace("\0", "")),
        new Interpretation(
            Optional.of(START),
            Optional.empty(),
            ZoneId.of("Europe/Berlin"),
            Optional.of("last week"),
            true,
            List.of(recording),
            List.of("Ana"),
            List.of("deadline"),
            List.of("Ana"),
            true,
            Interpretation.Kind.COUNT),
        new Grounding(
            Grounding.State.ANSWERED, Optional.of(new RecordingCounts(6, 2, 1, 1, 1, 1)), 1, 12),
        List.of(
            new Receipt.ReceiptChunk(
                new SourceRef(new ChunkId("chk_1"), recording, 3, 0.03125),
                new TranscriptionId("txn_1"),
                true,
                List.of(Duration.ofMillis(1_000)))),
        Optional.of(new Receipt.ReceiptTranscript(List.of("Ana"))),
        List.of(
            new Receipt.ReceiptCitation(
                recording,
                Duration.ofMillis(1_000),
                Duration.ofMillis(2_500),
                Optional.of("Ana"),
                Optional.of("SPEAKER_1"))),
        new ModelName("openai", "m-1"),
        "e5",
        "chunks-1",
        "Today is Monday.\n",
        2,
        "00ff",
        new Receipt.Times(START, START.plusMillis(40), START.plusMillis(900)));
  }

  @Test
  default void theFirstMessageGivesATitleToASessionThatNobodyGaveOne() {
    Session untitled = untitled();
    assertEquals(Session.DEFAULT_TITLE, titleOf(untitled));
    say(untitled, " " + "x".repeat(199) + "👍");
    assertEquals("x".repeat(199), titleOf(untitled));
    say(untitled, "Another question");
    assertEquals("x".repeat(199), titleOf(untitled));
    SessionFilter holds =
        new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of("XXX"));
    assertEquals(
        1, sessions().list(caller(), holds, first(10)).items().size(), "it is found by it");
  }

  @Test
  default void aTitleThatSomebodyChoseStays() {
    Session chosen = add(Fixtures.MAYA, new Scope.Library(), Session.DEFAULT_TITLE, START);
    say(chosen, "When?");
    assertEquals(Session.DEFAULT_TITLE, titleOf(chosen));
    Session renamed = untitled();
    sessions().rename(caller(), renamed.id(), Session.DEFAULT_TITLE);
    say(renamed, "When?");
    assertEquals(Session.DEFAULT_TITLE, titleOf(renamed));
  }

  private Session add(EndUserId owner, Scope scope, String title, Instant time) {
    Session session = Session.empty(SessionId.next(IDS), owner, scope, title, time);
    sessions().add(caller(), session);
    return session;
  }

  private Session untitled() {
    Session session =
        Session.untitled(SessionId.next(IDS), Fixtures.MAYA, new Scope.Library(), START);
    sessions().add(caller(), session);
    return session;
  }

  private String titleOf(Session session) {
    return sessions().find(caller(), session.id()).orElseThrow().title();
  }

  private Message.FromUser say(Session session, String content) {
    return conversation().say(caller(), session.id(), said(content, START)).orElseThrow().message();
  }

  private static Message.FromUser said(String content, Instant time) {
    return new Message.FromUser(
        MessageId.next(IDS), content, List.of(new RecordingId("rec_mentioned")), time);
  }

  private List<Turn> turnsBefore(Session session, Message.FromUser message) {
    return conversation().turnsBefore(caller(), session.id(), message.id(), 5);
  }

  private static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }

  /** An answer that cites a recording. */
  static Message.Answer answer(Message.FromUser question, Instant time) {
    RecordingId one = new RecordingId("rec_one");
    List<Part> parts =
        List.of(new Part.Text("On 2 June"), new Part.Citation(one, Duration.ofMillis(31_570)));
    return new Message.Answer(
        MessageId.next(IDS),
        question.id(),
        parts,
        List.of(new ChunkId("chk_one")),
        Evidence.ofWhole(parts, Set.of()),
        new TokenUse(100, 10, 40),
        new ModelName("openai", "m-1"),
        FinishReason.LENGTH,
        time);
  }
}
