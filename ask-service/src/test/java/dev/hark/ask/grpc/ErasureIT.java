package dev.hark.ask.grpc;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.session.Erasures;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.Erased;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import io.grpc.Status;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What is erased is in no conversation any more and comes back into none, over a real PostgreSQL.
 */
class ErasureIT {
  private static final String MAYA = "eu_maya";
  private static final String ALPHA = "rec_alpha";
  private static AskOverPostgres hark;

  private Calls calls;

  /** The index goes on finding the recordings: what Ask was told itself must be enough. */
  @BeforeAll
  static void start() throws IOException {
    hark = new AskOverPostgres();
  }

  @AfterAll
  static void stop() {
    hark.close();
  }

  @BeforeEach
  void begin() {
    calls = new Calls(hark.stub(), Calls.caller("p" + new Random().nextLong(1L << 60)));
    has(calls);
    hark.model.waitsFor(new CountDownLatch(0));
  }

  private static void has(Calls who) {
    hark.search.has(who.caller(), ALPHA, MAYA, 2);
    hark.search.has(who.caller(), "rec_beta", MAYA, 2);
  }

  private Erased eraseAlpha() {
    return erase(ALPHA);
  }

  private Erased erase(String recording) {
    return calls
        .stub()
        .eraseRecording(
            EraseRecordingRequest.newBuilder()
                .setCaller(calls.caller())
                .setRecordingId(recording)
                .build())
        .getErased();
  }

  private Erased eraseMaya() {
    return calls
        .stub()
        .eraseEndUser(
            EraseEndUserRequest.newBuilder().setCaller(calls.caller()).setEndUserId(MAYA).build())
        .getErased();
  }

  private static Erased erased(long sessions, long messages, long answers) {
    return Erased.newBuilder()
        .setSessions(sessions)
        .setMessages(messages)
        .setAnswers(answers)
        .build();
  }

  /** Answers that cite the one recording of the scope. */
  private String talk(Calls who, String recording, String words, String... followUps) {
    hark.model.says(words, " [S1].");
    Session session = who.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, recording));
    who.answer(session.getSessionId(), "What was agreed?");
    for (String followUp : followUps) {
      hark.model.says(followUp);
      who.answer(session.getSessionId(), "And: " + followUp + "?");
    }
    return session.getSessionId();
  }

  private List<String> said(String session) {
    return calls.messages(session).stream().map(Message::getContent).toList();
  }

  @Test
  void theWordsOfARecordingAreTakenOutWhereverTheyWereQuoted() {
    String about =
        calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", ALPHA)).getSessionId();
    hark.model.says("secret [S1].");
    calls.answer(about, "What?");
    String citing = talk(calls, ALPHA, "secret", "the secret again.", "thrice secret [S1].");
    String other = talk(calls, "rec_beta", "beta");
    Session before = calls.get(citing);
    assertEquals(erased(1, 2, 3), eraseAlpha());

    assertEquals(Status.Code.NOT_FOUND, Calls.refusal(() -> calls.get(about)).code());
    List<Message> after = calls.messages(citing);
    for (int i = 1; i < after.size(); i += 2) {
      assertEquals(Erasures.INSTEAD, after.get(i).getContent());
      assertEquals(Erasures.INSTEAD, after.get(i).getParts(0).getText());
      assertEquals(1, after.get(i).getPartsCount());
      assertEquals("scripted-1", after.get(i).getModel());
    }
    assertEquals(before.getScope(), calls.get(citing).getScope());
    assertEquals(6, calls.get(citing).getMessageCount());
    assertEquals(List.of("What was agreed?", "beta."), said(other));
    assertEquals(erased(0, 0, 0), eraseAlpha());
  }

  /** Once of the first answer of a session, once with others after it. */
  @Test
  void theWordsOfARecordingAreTakenOutOfAnswersThatWereGivenItAndCiteNothing() {
    hark.model.says("secret, unmarked.");
    String alone =
        calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, ALPHA)).getSessionId();
    calls.answer(alone, "What was agreed?");
    String followed = calls.create(Calls.library(MAYA)).getSessionId();
    calls.answer(followed, "What was agreed?");
    hark.search.service().withholds(ALPHA);
    hark.model.says("the secret again.");
    calls.answer(followed, "And?");
    hark.search.service().givesBack(ALPHA);
    assertEquals(erased(0, 0, 3), eraseAlpha());
    assertEquals(List.of("What was agreed?", Erasures.INSTEAD), said(alone));
    assertEquals(
        List.of("What was agreed?", Erasures.INSTEAD, "And?", Erasures.INSTEAD), said(followed));
    assertEquals(erased(0, 0, 0), eraseAlpha());
    assertEquals(erased(0, 0, 0), erase("rec_beta"));
  }

  @Test
  void anAnswerThatWasGivenItAndCitesOthersAloneStays() {
    hark.model.says("agreed [S1].");
    String session = calls.create(Calls.library(MAYA)).getSessionId();
    String cited =
        calls.answer(session, "What?").getMessage().getPartsList().stream()
            .filter(Part::hasCitation)
            .map(part -> part.getCitation().getRecordingId())
            .findFirst()
            .orElseThrow();
    assertEquals(erased(0, 0, 0), erase(cited.equals(ALPHA) ? "rec_beta" : ALPHA));
    assertEquals(List.of("What?", "agreed."), said(session));
    assertEquals(erased(0, 0, 1), erase(cited));
  }

  @Test
  void aSentenceOfItGoesAndNothingThatComesLaterHasIt() {
    hark.model.says("Alpha says what was agreed in Bergen. Beta says what was agreed [S2].");
    String session = calls.create(Calls.library(MAYA)).getSessionId();
    Message before = calls.answer(session, "What?").getMessage();
    assertEquals(erased(0, 0, 1), eraseAlpha());
    Message after = calls.messages(session).getLast();
    assertEquals("Beta says what was agreed.", after.getContent());
    assertEquals(before.getPartsList().subList(1, 3), after.getPartsList().subList(1, 3));
    assertEquals(erased(0, 0, 0), eraseAlpha());
    calls.answer(session, "And?");
    String prompt =
        hark.model.asked().getLast().said().stream().map(Said::text).collect(joining("\n"));
    assertTrue(prompt.contains("Beta says what was agreed."), prompt);
    assertFalse(prompt.contains("Bergen"), prompt);
    assertFalse(hark.search.queries().getLast().contains("Bergen"));
    assertEquals(erased(0, 0, 2), erase("rec_beta"));
  }

  /** Of the last release, which noted what an answer was given and no more. */
  @Test
  void anAnswerFromBeforeItWasNotedWhatItsSentencesRestOnGoesWhole() throws SQLException {
    String session = calls.create(Calls.library(MAYA)).getSessionId();
    for (String said : List.of("Beta [S2].", "Unmarked.", "Beta again [S1].")) {
      hark.model.says(said);
      calls.answer(session, "Say: " + said);
      hark.search.service().withholds(ALPHA);
    }
    hark.search.service().givesBack(ALPHA);
    forget(session, "sentences = NULL");
    forget(session, "given = '{}' WHERE (content LIKE 'Unmarked%' OR content LIKE '%again%')");
    assertEquals(erased(0, 0, 2), eraseAlpha());
    assertEquals(
        List.of(Erasures.INSTEAD, Erasures.INSTEAD, "Beta again."),
        calls.messages(session).stream()
            .filter(message -> message.getRole() == Role.ROLE_ASSISTANT)
            .map(Message::getContent)
            .toList());
    assertEquals(erased(0, 0, 0), eraseAlpha());
    assertEquals(erased(0, 0, 1), erase("rec_beta"));
  }

  @Test
  void anAnswerFromBeforeAnythingWasNotedStays() throws SQLException {
    hark.model.says("Unmarked.");
    String session =
        calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, ALPHA)).getSessionId();
    calls.answer(session, "What?");
    forget(session, "given = '{}', sentences = NULL");
    assertEquals(erased(0, 0, 0), eraseAlpha());
    assertEquals(List.of("What?", "Unmarked."), said(session));
  }

  /** The sentence itself is no mark: a model may say it. */
  @Test
  void whatAModelSaysIsNoMarkOfAnErasure() {
    hark.model.says(Erasures.INSTEAD);
    String session =
        calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, ALPHA)).getSessionId();
    calls.answer(session, "What?");
    hark.model.says("So it is [S1].");
    calls.answer(session, "Why?");
    assertEquals(erased(0, 0, 1), eraseAlpha());
    assertEquals(erased(0, 0, 0), eraseAlpha());
  }

  private static void forget(String session, String set) throws SQLException {
    String where = set.contains(" WHERE ") ? " AND session_id = ?" : " WHERE session_id = ?";
    try (Connection connection = hark.connection();
        PreparedStatement forget =
            connection.prepareStatement("UPDATE ask.messages SET " + set + where)) {
      forget.setString(1, session);
      forget.executeUpdate();
    }
  }

  @Test
  void anAnswerBeforeTheFirstThatCitesItStays() {
    hark.model.says("Nothing yet.");
    String session = calls.create(Calls.library(MAYA)).getSessionId();
    hark.search.service().withholds(ALPHA);
    calls.answer(session, "What?");
    hark.search.service().givesBack(ALPHA);
    hark.model.says("secret [S1].");
    calls.answer(session, "And now?");
    assertEquals(erased(0, 0, 1), eraseAlpha());
    assertEquals(List.of("What?", "Nothing yet.", "And now?", Erasures.INSTEAD), said(session));
  }

  @Test
  void theSameIdsOfOthersAreLeftAlone() {
    Caller inTest = calls.caller().toBuilder().setMode(Mode.MODE_TEST).build();
    Calls test = new Calls(hark.stub(), inTest);
    Calls elsewhere = new Calls(hark.stub(), Calls.caller("q" + new Random().nextLong(1L << 60)));
    has(test);
    has(elsewhere);
    String testSession = talk(test, ALPHA, "mine");
    String otherSession = talk(elsewhere, ALPHA, "mine");
    eraseAlpha();
    eraseMaya();
    assertEquals("mine.", test.messages(testSession).getLast().getContent());
    assertEquals("mine.", elsewhere.messages(otherSession).getLast().getContent());
    test.create(Calls.library(MAYA));
  }

  @Test
  void whoIsBoundToOneEndUserErasesNothing() {
    Caller bound = calls.caller().toBuilder().setEndUserId(MAYA).build();
    Calls.Refusal refusal =
        Calls.refusal(
            () ->
                calls
                    .stub()
                    .eraseRecording(
                        EraseRecordingRequest.newBuilder()
                            .setCaller(bound)
                            .setRecordingId(ALPHA)
                            .build()));
    assertEquals(Status.Code.PERMISSION_DENIED, refusal.code());
  }

  @Test
  void answersThatAreOnTheirWayDoNotBringItBack() throws Exception {
    List<String> sessions = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      sessions.add(
          calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, ALPHA)).getSessionId());
    }
    hark.model.says("secret", " [S1].");
    whileTurnsRun(
        sessions.stream().<Runnable>map(id -> () -> calls.answer(id, "What?")).toList(),
        this::eraseAlpha);
    for (String session : sessions) {
      assertEquals(List.of("What?", Erasures.INSTEAD), said(session));
    }
  }

  @Test
  void anErasedEndUserHasNothingAndGetsNothing() throws Exception {
    Session first = calls.create(Calls.library(MAYA));
    talk(calls, "rec_beta", "beta");
    assertEquals(2, calls.count(MAYA).getSessions());
    assertEquals(first.getCreatedAt(), calls.count(MAYA).getCreatedAt());
    List<Runnable> turns = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      turns.add(() -> calls.ask(calls.question(Calls.library(MAYA), "What?")));
    }
    hark.model.says("secret", " [S1].");
    whileTurnsRun(turns, this::eraseMaya);
    assertEquals(SessionCount.getDefaultInstance(), calls.count(MAYA));
    assertEquals(0, rowsOfProject());
    Calls.Refusal refusal = Calls.refusal(() -> calls.create(Calls.library(MAYA)));
    assertEquals(Status.Code.NOT_FOUND, refusal.code());
    assertEquals("end_user_id", refusal.failure().getParam());
    calls.create(Calls.library("eu_jonas"));
  }

  /** Half of the turns are held by the model, the others come and go meanwhile. */
  private static void whileTurnsRun(List<Runnable> turns, Runnable erasure) throws Exception {
    CountDownLatch held = new CountDownLatch(1);
    hark.model.waitsFor(held);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> running = new ArrayList<>();
      int half = turns.size() / 2;
      int asked = hark.model.asked().size();
      turns.subList(0, half).forEach(turn -> running.add(threads.submit(turn)));
      while (hark.model.asked().size() < asked + half) {
        Thread.onSpinWait();
      }
      hark.model.waitsFor(new CountDownLatch(0));
      turns.subList(half, turns.size()).forEach(turn -> running.add(threads.submit(turn)));
      erasure.run();
      held.countDown();
      for (Future<?> turn : running) {
        turn.get();
      }
    }
  }

  private long rowsOfProject() throws SQLException {
    try (Connection connection = hark.connection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT count(*) FROM ask.sessions LEFT JOIN ask.messages ON session_id ="
                    + " sessions.id WHERE project_id = ?")) {
      statement.setString(1, calls.caller().getProjectId());
      try (ResultSet rows = statement.executeQuery()) {
        assertTrue(rows.next());
        return rows.getLong(1);
      }
    }
  }
}
