package dev.hark.contract;

import static dev.hark.contract.AskFixture.alpha;
import static dev.hark.contract.AskFixture.assertNotFound;
import static dev.hark.contract.AskFixture.assertRefused;
import static dev.hark.contract.AskFixture.unique;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What the gateway relies on when it makes, reads and lists sessions. */
public interface AskServiceContract extends AskFixture {
  @Test
  default void aSessionIsMadeReadRenamedAndDeleted() {
    Calls calls = calls();
    Session made = calls.create(alpha());
    assertTrue(made.getSessionId().matches("as_[A-Za-z0-9]{1,64}"), made::getSessionId);
    assertEquals(MAYA, made.getEndUserId(), "who owns the recording");
    assertEquals("New chat", made.getTitle());
    assertEquals(List.of("rec_alpha"), made.getScope().getRecordingIdsList());
    assertEquals("Title of rec_alpha", made.getScope().getRecordingTitle());
    assertEquals(0, made.getMessageCount());
    assertEquals("", made.getLastModel() + made.getLastProvider());
    assertEquals(made.getCreatedAt(), made.getLastMessageAt());
    assertEquals(made.getCreatedAt(), made.getUpdatedAt());
    assertEquals(made, calls.get(made.getSessionId()));
    Session renamed = calls.rename(made.getSessionId(), " Plans\n");
    assertEquals("Plans", renamed.getTitle());
    assertEquals(renamed, calls.get(made.getSessionId()));
    assertEquals(1, calls.count(MAYA).getSessions());
    calls.delete(made.getSessionId());
    assertEquals(0, calls.count(MAYA).getSessions());
    assertNotFound(() -> calls.messages(made.getSessionId()));
    assertNotFound(() -> calls.get(made.getSessionId()));
    assertNotFound(() -> calls.delete(made.getSessionId()));
  }

  @Test
  default void aSessionUnderTheSameIdIsMadeOnce() {
    Calls calls = calls();
    NewSession wanted =
        Calls.library(MAYA).toBuilder().setSessionId(unique("as_")).setTitle("Once").build();
    Session made = calls.create(wanted);
    assertEquals(wanted.getSessionId(), made.getSessionId());
    assertEquals(made, calls.create(wanted.toBuilder().setTitle("Twice").build()));
    assertEquals(List.of(made), calls.list(request -> {}).getSessionsList());
  }

  @Test
  default void aNewSessionIsOfWhomTheCallerMaySeeAndOfWhatIsThere() {
    Calls calls = calls();
    has(calls.caller(), "rec_jonas", "eu_jonas");
    Calls jonas = as(calls, caller -> caller.setEndUserId("eu_jonas"));
    assertEquals("eu_jonas", jonas.create(Calls.library("")).getEndUserId());
    FailureReason notFound = FailureReason.FAILURE_REASON_NOT_FOUND;
    assertRefused(
        FailureReason.FAILURE_REASON_FORBIDDEN,
        "end_user_id",
        () -> jonas.create(Calls.library(MAYA)));
    assertRefused(notFound, "scope.recording_id", () -> jonas.create(alpha()));
    for (String id : List.of("rec_unknown", "rec_jonas")) {
      assertRefused(
          notFound,
          "scope.recording_ids[1]",
          () -> calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, "rec_alpha", id)));
      assertRefused(
          notFound,
          "scope.recording_id",
          () -> calls.create(Calls.scoped(ScopeType.SCOPE_TYPE_RECORDING, MAYA, id)));
    }
    assertEquals(1, calls.list(request -> {}).getSessionsCount());
  }

  @Test
  default void whatIsWronglyAskedForIsRefusedByName() {
    Calls calls = calls();
    assertInvalid("caller.project_id", calls, request -> request.clearCaller());
    assertInvalid("caller.mode", calls, request -> request.getCallerBuilder().clearMode());
    assertInvalid("session_id", calls, request -> request.clearNewSession());
    assertInvalid("message_id", calls, request -> request.setMessageId("no id"));
    assertInvalid("content", calls, request -> request.getMessageBuilder().setContent(" \n"));
    assertInvalid(
        "content", calls, request -> request.getMessageBuilder().setContent("x".repeat(10_001)));
    assertInvalid("provider", calls, request -> request.getMessageBuilder().setProvider("nobody"));
    ContextRef ref = ContextRef.newBuilder().setType("recording").setId("rec_alpha").build();
    assertInvalid(
        "context_refs",
        calls,
        request -> request.getMessageBuilder().addAllContextRefs(Collections.nCopies(21, ref)));
    assertInvalid(
        "context_refs[1].type",
        calls,
        request ->
            request
                .getMessageBuilder()
                .addContextRefs(ref)
                .addContextRefs(ref.toBuilder().setType("chunk")));
    assertInvalid(
        "context_refs[0].id",
        calls,
        request -> request.getMessageBuilder().addContextRefs(ref.toBuilder().setId("nonsense")));
    assertSessionInvalid("title", calls, Calls.library(MAYA).toBuilder().setTitle(" ").build());
    assertSessionInvalid(
        "title", calls, Calls.library(MAYA).toBuilder().setTitle("x".repeat(201)).build());
    assertSessionInvalid("end_user_id", calls, Calls.library(""));
    assertSessionInvalid("end_user_id", calls, Calls.library("nobody"));
    assertSessionInvalid(
        "session_id", calls, Calls.library(MAYA).toBuilder().setSessionId("no id").build());
    assertScopeInvalid("scope.type", calls, ScopeType.SCOPE_TYPE_UNSPECIFIED);
    assertScopeInvalid("scope.type", calls, ScopeType.SCOPE_TYPE_FOLDER);
    assertScopeInvalid("scope.recording_id", calls, ScopeType.SCOPE_TYPE_RECORDING);
    assertScopeInvalid("scope.recording_id", calls, ScopeType.SCOPE_TYPE_RECORDING, "rec-a");
    assertScopeInvalid("scope.recording_ids", calls, ScopeType.SCOPE_TYPE_SELECTED);
    assertScopeInvalid(
        "scope.recording_ids",
        calls,
        ScopeType.SCOPE_TYPE_SELECTED,
        Asks.ids(501).toArray(String[]::new));
    assertScopeInvalid(
        "scope.recording_ids[1]", calls, ScopeType.SCOPE_TYPE_SELECTED, "rec_a", "rec_a");
    String id = calls.create(alpha()).getSessionId();
    FailureReason invalid = FailureReason.FAILURE_REASON_INVALID_REQUEST;
    assertRefused(invalid, "title", () -> calls.rename(id, "\0 "));
    assertRefused(invalid, "title", () -> calls.rename(id, "x".repeat(201)));
    assertRefused(invalid, "end_user_ids[1]", () -> calls.count(List.of(MAYA, "nobody")));
    assertRefused(invalid, "end_user_ids", () -> calls.count(List.of()));
    assertRefused(invalid, "end_user_ids", () -> calls.count(Collections.nCopies(101, MAYA)));
    assertRefused(invalid, "end_user_id", () -> calls.eraseEndUser(""));
    assertRefused(invalid, "recording_id", () -> calls.eraseRecording("nonsense"));
    assertEquals(1, calls.list(request -> {}).getSessionsCount(), "nothing else was made");
  }

  private static void assertInvalid(
      String param, Calls calls, Consumer<AskRequest.Builder> change) {
    AskRequest.Builder request = calls.question(Calls.library(MAYA), "When?").toBuilder();
    change.accept(request);
    AskFailure failure = calls.failure(request.build());
    assertEquals(FailureReason.FAILURE_REASON_INVALID_REQUEST, failure.getReason());
    assertEquals(param, failure.getParam());
  }

  private static void assertSessionInvalid(String param, Calls calls, NewSession session) {
    assertRefused(FailureReason.FAILURE_REASON_INVALID_REQUEST, param, () -> calls.create(session));
    assertInvalid(param, calls, request -> request.setNewSession(session));
  }

  private static void assertScopeInvalid(
      String param, Calls calls, ScopeType type, String... recordings) {
    assertSessionInvalid(param, calls, Calls.scoped(type, MAYA, recordings));
  }

  @Test
  default void whatIsNotThereAndWhatIsAnothersAreNotFoundAlike() {
    Calls calls = calls();
    String id = calls.create(alpha()).getSessionId();
    for (Calls other : others(calls)) {
      assertSessionNotFound(other, id);
      assertEquals(0, other.list(request -> request.setEndUserId(MAYA)).getSessionsCount());
      assertEquals(0, other.count(MAYA).getSessions());
    }
    assertSessionNotFound(calls, "as_unknown");
    assertSessionNotFound(calls, "no id at all");
    assertEquals(id, as(calls, caller -> caller.setEndUserId(MAYA)).get(id).getSessionId());
  }

  private static void assertSessionNotFound(Calls calls, String id) {
    assertNotFound(() -> calls.get(id));
    assertNotFound(() -> calls.rename(id, "Plans"));
    assertNotFound(() -> calls.delete(id));
    assertNotFound(() -> calls.messages(id));
    List<AskResponse> told = calls.ask(calls.question(id, "When?"));
    assertEquals(1, told.size(), "nothing is begun");
    assertEquals(FailureReason.FAILURE_REASON_NOT_FOUND, told.getFirst().getFailed().getReason());
  }

  private static List<String> ids(Calls calls, Consumer<ListSessionsRequest.Builder> more) {
    return calls.list(more).getSessionsList().stream().map(Session::getSessionId).toList();
  }

  @Test
  default void listsTheLatestFirstAndWhatIsAskedForAlone() {
    Calls calls = calls();
    String first = calls.create(alpha()).getSessionId();
    NewSession selected = Calls.scoped(ScopeType.SCOPE_TYPE_SELECTED, MAYA, "rec_alpha");
    String second =
        calls.create(selected.toBuilder().setTitle("100% Plans").build()).getSessionId();
    String third = calls.create(Calls.library("eu_jonas")).getSessionId();
    calls.answer(first, "When?");
    assertEquals(List.of(first, third, second), ids(calls, request -> {}));
    assertEquals(List.of(first, second), ids(calls, request -> request.setEndUserId(MAYA)));
    assertEquals(
        List.of(third),
        ids(
            as(calls, caller -> caller.setEndUserId("eu_jonas")),
            request -> request.setEndUserId(MAYA)));
    assertEquals(
        List.of(second),
        ids(calls, request -> request.setScopeType(ScopeType.SCOPE_TYPE_SELECTED)));
    assertEquals(
        List.of(), ids(calls, request -> request.setScopeType(ScopeType.SCOPE_TYPE_FOLDER)));
    assertEquals(
        List.of(first, second), ids(calls, request -> request.setRecordingId("rec_alpha")));
    assertEquals(List.of(second), ids(calls, request -> request.setQ("% pLANS")));
    assertEquals(List.of(), ids(calls, request -> request.setQ("%s")));
    String next = calls.list(request -> request.setLimit(2)).getNextCursor();
    assertEquals(List.of(second), ids(calls, request -> request.setLimit(2).setCursor(next)));
    assertEquals("", calls.list(request -> request.setLimit(2).setCursor(next)).getNextCursor());
    FailureReason invalid = FailureReason.FAILURE_REASON_INVALID_REQUEST;
    assertRefused(
        invalid, "cursor", () -> calls.list(request -> request.setCursor(next).setEndUserId(MAYA)));
    assertRefused(invalid, "cursor", () -> calls.list(request -> request.setCursor("AAAA")));
    assertRefused(invalid, "limit", () -> calls.list(request -> request.setLimit(0)));
    assertRefused(invalid, "limit", () -> calls.list(request -> request.setLimit(101)));
    assertRefused(
        invalid, "end_user_id", () -> calls.list(request -> request.setEndUserId("nobody")));
  }
}
