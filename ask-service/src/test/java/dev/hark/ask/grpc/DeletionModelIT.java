package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.TextFormat;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Erasures;
import dev.hark.contract.Calls;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.UserMessage;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;

/**
 * Random sessions over random recordings, a model that quotes what it was given with citations,
 * with those of others and without, and random deletions, also while it writes: nothing says again
 * what a deleted recording said, and what never rested on it is as it was. {@code -Dseed=} repeats
 * a run.
 */
class DeletionModelIT {
  private static final int ROUNDS = Integer.getInteger("deletion.rounds", 4);
  private static final int STEPS = 30;

  private final long seed = Long.getLong("seed", System.nanoTime());
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @ParameterizedTest
  @EnumSource
  void keepsNothingOfWhatIsDeletedAndAllOfTheRest(AnswerErasure erasure) throws Exception {
    System.out.println("DeletionModelIT " + erasure + " -Dseed=" + seed);
    Logger root = (Logger) LoggerFactory.getLogger("dev.hark");
    logged.start();
    root.addAppender(logged);
    try (AskOverPostgres hark = new AskOverPostgres(erasure)) {
      for (int i = 0; i < ROUNDS; i++) {
        new Round(hark, erasure, new Random(seed + i), i).run();
      }
    } finally {
      root.detachAppender(logged);
    }
  }

  /** One project with its recordings. */
  private final class Round {
    private final AskOverPostgres hark;
    private final AnswerErasure erasure;
    private final Random random;
    private final QuotingModel model;
    private final RandomLibrary library;
    private final Calls calls;
    private final String where;
    private final Map<String, List<ExpectedAnswer>> sessions = new LinkedHashMap<>();
    private final Map<String, String> about = new LinkedHashMap<>();
    private final Map<String, Message> first = new LinkedHashMap<>();
    private final Map<String, String> asked = new LinkedHashMap<>();
    private final Set<String> deleted = new HashSet<>();
    private final List<Thread> deletions = new ArrayList<>();

    Round(AskOverPostgres hark, AnswerErasure erasure, Random random, int number) {
      this.hark = hark;
      this.erasure = erasure;
      this.random = random;
      this.library = new RandomLibrary(random, number + erasure.name().toLowerCase(Locale.ROOT));
      this.model = new QuotingModel(random, library);
      this.calls = new Calls(hark.stub(), Calls.caller("m" + random.nextLong(1L << 60)));
      this.where = erasure + " by -Dseed=" + seed + " in round " + number;
    }

    void run() throws Exception {
      library
          .recordings()
          .forEach(
              one ->
                  hark.search.has(
                      calls.caller(), one.id(), library.owner(), one.title(), one.segments()));
      for (int step = 0; step < STEPS; step++) {
        int what = random.nextInt(10);
        if (what == 0 && deleted.size() + 1 < library.recordings().size()) {
          delete(library.any().id());
        } else if (what < 3 || sessions.isEmpty()) {
          open();
        } else {
          turn();
        }
      }
      check();
      delete(library.any().id());
      check();
      replay();
      assertFalse(
          holdsAny(
              logged.list.stream().map(ILoggingEvent::getFormattedMessage).toList(),
              library.canariesOf(library.ids())),
          where);
    }

    private void open() {
      List<String> some =
          library.recordings().stream()
              .map(RandomLibrary.Talk::id)
              .filter(id -> !deleted.contains(id))
              .filter(id -> random.nextBoolean())
              .toList();
      int kind = some.isEmpty() ? 0 : random.nextInt(4);
      String session =
          switch (kind) {
            case 0 -> calls.create(Calls.library(library.owner())).getSessionId();
            case 1 -> aboutOne(some.getFirst());
            default ->
                calls
                    .create(
                        Calls.scoped(
                            ScopeType.SCOPE_TYPE_SELECTED,
                            library.owner(),
                            some.toArray(String[]::new)))
                    .getSessionId();
          };
      sessions.put(session, new ArrayList<>());
    }

    private String aboutOne(String recording) {
      String session =
          calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, "", recording)).getSessionId();
      about.put(session, recording);
      return session;
    }

    private void turn() throws InterruptedException {
      List<String> all = List.copyOf(sessions.keySet());
      String session = all.get(random.nextInt(all.size()));
      List<ExpectedAnswer> past = Objects.requireNonNull(sessions.get(session));
      int searched = hark.search.queries().size();
      hark.model.obeys(
          request -> {
            checkPrompt(request, searched);
            past.add(model.answer(request, past, erasure, Set.copyOf(deleted)));
            if (random.nextInt(6) == 0 && deleted.size() + 1 < library.recordings().size()) {
              deleteMeanwhile(library.any().id());
            }
            return past.getLast().pieces();
          });
      String id = "msg_" + library.word() + asked.size();
      String question = "What of it, in " + library.word() + "?";
      int before = past.size();
      Set<String> goneBefore = gone();
      List<AskResponse> told = say(session, id, question);
      for (Thread deletion : deletions) {
        deletion.join();
      }
      deletions.clear();
      sessions.keySet().removeIf(one -> deleted.contains(about.getOrDefault(one, "")));
      if (!told.getLast().hasCompleted()) {
        assertTrue(deleted.contains(about.get(session)), where + told.getLast());
        return;
      }
      assertEquals(before + 1, past.size(), where);
      Message answer = told.getLast().getCompleted().getMessage();
      asked.put(id, session + " " + question);
      first.put(answer.getMessageId(), answer);
      assertFalse(holdsAny(List.of(text(told.getLast())), goneBefore), where);
    }

    private List<AskResponse> say(String session, String id, String question) {
      return calls.ask(
          calls.question(session, question).toBuilder()
              .setMessageId(id)
              .setMessage(UserMessage.newBuilder().setContent(question))
              .build());
    }

    private void delete(String recording) {
      deleted.add(recording);
      hark.search.deletes(calls.caller(), recording);
      erase(recording);
      sessions.keySet().removeIf(session -> recording.equals(about.get(session)));
      checkSome();
    }

    private void deleteMeanwhile(String recording) {
      deleted.add(recording);
      deletions.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    hark.search.deletes(calls.caller(), recording);
                    erase(recording);
                  }));
    }

    private void erase(String recording) {
      calls
          .stub()
          .eraseRecording(
              EraseRecordingRequest.newBuilder()
                  .setCaller(calls.caller())
                  .setRecordingId(recording)
                  .build());
    }

    /** What was deleted before may be said by nobody. */
    private Set<String> gone() {
      return library.canariesOf(deleted);
    }

    private void checkPrompt(ChatRequest request, int searched) {
      List<String> texts = new ArrayList<>();
      request.said().stream().map(Said::text).forEach(texts::add);
      assertFalse(holdsAny(texts, gone()), where + " prompt");
      List<String> queries = hark.search.queries();
      assertFalse(holdsAny(queries.subList(searched, queries.size()), gone()), where + " query");
    }

    private void checkSome() {
      sessions.forEach(this::checkSession);
    }

    private void checkSession(String session, List<ExpectedAnswer> past) {
      List<Message> answers =
          calls.messages(session).stream()
              .filter(one -> one.getRole() == Role.ROLE_ASSISTANT)
              .toList();
      assertEquals(past.size(), answers.size(), where);
      for (int i = 0; i < answers.size(); i++) {
        ExpectedAnswer expected = past.get(i);
        Message answer = answers.get(i);
        String text = where + ": " + expected + " is " + answer.getContent();
        List<ExpectedAnswer.Sentence> left = expected.left(erasure, deleted);
        assertEquals(
            left.stream().flatMap(one -> QuotingModel.tags(one.text()).stream()).toList(),
            QuotingModel.tags(answer.getContent()),
            text);
        assertEquals(left.isEmpty(), answer.getContent().equals(Erasures.INSTEAD), text);
        assertFalse(holdsAny(List.of(text(answer)), gone()), text);
        assertTrue(
            answer.getPartsList().stream()
                .noneMatch(
                    part ->
                        part.hasCitation()
                            && deleted.contains(part.getCitation().getRecordingId())),
            text);
        if (expected.isUntouched(erasure, deleted)) {
          assertEquals(first.get(answer.getMessageId()), answer, text);
        }
      }
    }

    private void check() throws SQLException {
      checkSome();
      String lists =
          text(
              calls
                  .stub()
                  .listSessions(
                      ListSessionsRequest.newBuilder()
                          .setCaller(calls.caller())
                          .setLimit(100)
                          .build()));
      assertFalse(holdsAny(List.of(lists), gone()), where);
      try (Connection connection = hark.connection();
          Statement statement = connection.createStatement();
          ResultSet rows =
              statement.executeQuery(
                  "SELECT s::text || coalesce(m::text, '') FROM ask.sessions s LEFT JOIN"
                      + " ask.messages m ON m.session_id = s.id WHERE s.end_user_id = '"
                      + library.owner()
                      + "'")) {
        List<String> stored = new ArrayList<>();
        while (rows.next()) {
          stored.add(rows.getString(1));
        }
        assertFalse(holdsAny(stored, gone()), where);
      }
    }

    /** Each message is sent again under its id: the stored answer is told, without a model. */
    private void replay() {
      hark.model.obeys(request -> List.of("Never asked."));
      asked.forEach(
          (id, message) -> {
            String session = message.split(" ", 2)[0];
            if (sessions.containsKey(session)) {
              List<AskResponse> told = say(session, id, message.split(" ", 2)[1]);
              told.forEach(event -> assertFalse(holdsAny(List.of(text(event)), gone()), where));
              Message again = told.getLast().getCompleted().getMessage();
              assertTrue(calls.messages(session).contains(again), where);
            }
          });
    }
  }

  private static boolean holdsAny(List<String> texts, Set<String> canaries) {
    String all = String.join("\n", texts).toLowerCase(Locale.ROOT);
    return canaries.stream().anyMatch(canary -> all.contains(canary.toLowerCase(Locale.ROOT)));
  }

  private static String text(MessageOrBuilder message) {
    return TextFormat.printer().escapingNonAscii(false).printToString(message);
  }
}
