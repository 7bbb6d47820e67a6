package dev.hark.ask.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.hark.ask.Fixtures;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.Transcript.TranscriptLookup;
import dev.hark.ask.session.Session;
import dev.hark.ask.turn.TurnFixture;
import dev.hark.proto.ask.v1.AskFailure;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.AskResponse;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.CreateSessionRequest;
import dev.hark.proto.ask.v1.DeleteSessionRequest;
import dev.hark.proto.ask.v1.FailureReason;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.GetSessionRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.RenameSessionRequest;
import dev.hark.proto.ask.v1.Role;
import dev.hark.proto.ask.v1.Scope;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.UserMessage;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.Mode;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Ids.SessionId;
import io.grpc.Context;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.protobuf.StatusProto;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AskEndpointTest {
  private static final Caller CALLER =
      Caller.newBuilder()
          .setProjectId("proj_a")
          .setMode(Mode.MODE_LIVE)
          .setRequestId("req_1")
          .build();
  private static final Caller BOUND = CALLER.toBuilder().setEndUserId("eu_jonas").build();

  private final TurnFixture hark = new TurnFixture();
  private final FairSlots slots = Fixtures.slots(1);
  private final String name = InProcessServerBuilder.generateName();
  private final ManagedChannel channel = InProcessChannelBuilder.forName(name).build();
  private final AskServiceBlockingStub stub =
      AskServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
  private Server server;

  @BeforeEach
  void start() throws IOException {
    CursorSeal seal = new CursorSeal("key");
    AskEndpoint endpoint =
        new AskEndpoint(
            hark.store,
            hark.store,
            hark.store,
            hark.opener,
            hark.ask,
            slots,
            () -> seal,
            (where, fault) -> hark.faults.add(fault));
    server = InProcessServerBuilder.forName(name).addService(endpoint).build().start();
  }

  @AfterEach
  void stop() {
    channel.shutdownNow();
    server.shutdownNow();
  }

  @Test
  void streamsStartedDeltasCitationsAndTheWholeAnswer() {
    hark.library.has(
        new Recording(Fixtures.label("alpha"), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Unknown());
    hark.library.finds(List.of(Fixtures.chunk("alpha", 3, "The second of June.")));
    hark.model.says("It is", " on 2 June [S1].");
    List<AskResponse> events = all(request(library(), "When?"));
    assertEquals(
        List.of(
            AskResponse.EventCase.STARTED,
            AskResponse.EventCase.DELTA,
            AskResponse.EventCase.DELTA,
            AskResponse.EventCase.CITATION,
            AskResponse.EventCase.DELTA,
            AskResponse.EventCase.COMPLETED),
        events.stream().map(AskResponse::getEventCase).toList());
    Message message = events.getLast().getCompleted().getMessage();
    assertEquals("It is on 2 June.", message.getContent());
    assertEquals(events.getFirst().getStarted().getMessageId(), message.getMessageId());
    assertEquals(FinishReason.FINISH_REASON_STOP, message.getFinishReason());
    assertEquals(30_000, message.getParts(1).getCitation().getStartMs());
    assertEquals("rec_alpha", events.getLast().getCompleted().getSources(0).getRecordingId());
    assertEquals(100, message.getTokens().getInput());
  }

  @Test
  void finishesTheTurnWhenTheCallerLeaves() {
    CountDownLatch more = new CountDownLatch(1);
    hark.model.says("First", " second.");
    hark.model.waitsFor(more);
    Context.CancellableContext caller = Context.current().withCancellation();
    String[] session = {""};
    caller.run(
        () -> {
          Iterator<AskResponse> events = stub.ask(request(library(), "When?"));
          session[0] = events.next().getStarted().getSessionId();
        });
    caller.cancel(null);
    more.countDown();
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> hark.store.messages(new SessionId(session[0])).size() == 2);
  }

  @Test
  void endsAtOnceWhenWhatWasToldCannotBeSent() {
    hark.library.has(
        new Recording(Fixtures.label("alpha"), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Unknown());
    hark.library.finds(List.of(endless(Fixtures.chunk("alpha", 3, "The second of June."))));
    hark.model.says("It is on 2 June [S1].");
    StatusRuntimeException ended =
        assertThrows(StatusRuntimeException.class, () -> all(request(library(), "When?")));
    assertEquals(Status.Code.INTERNAL, ended.getStatus().getCode());
    assertEquals(1, hark.faults.size());
  }

  /** Its end has no number of milliseconds. */
  private static Chunk endless(Chunk chunk) {
    return new Chunk(
        chunk.id(),
        chunk.recording(),
        chunk.transcription(),
        chunk.ordinal(),
        chunk.text(),
        chunk.speaker(),
        chunk.start(),
        Duration.ofSeconds(Long.MAX_VALUE),
        chunk.score(),
        chunk.segments());
  }

  @Test
  void endsWithATypedFailureWhenTheModelFails() {
    hark.model.says();
    hark.model.failsWith(new ModelFailure.Busy("x", Optional.of(Duration.ofMillis(1_500))));
    AskFailure failure = all(request(library(), "When?")).getLast().getFailed();
    assertEquals(FailureReason.FAILURE_REASON_PROVIDER_ERROR, failure.getReason());
    assertTrue(failure.getSessionId().startsWith("as_"));
    assertEquals(
        com.google.protobuf.Duration.newBuilder().setSeconds(1).setNanos(500_000_000).build(),
        failure.getRetryAfter());
  }

  @Test
  void doesNotSayToSendAgainWhatWouldOnlyBeThoughtAboutAgain() {
    hark.model.says();
    hark.model.failsWith(new ModelFailure.OnlyThoughts("x"));
    AskFailure thought = all(request(library(), "When?")).getLast().getFailed();
    assertEquals(FailureReason.FAILURE_REASON_PROVIDER_ERROR, thought.getReason());
    assertTrue(thought.getMessage().contains("thinking"), thought.getMessage());
    assertFalse(thought.getMessage().contains("send it again"), thought.getMessage());
    hark.model.failsWith(new ModelFailure.Refused("HTTP status 401 code=invalid_api_key"));
    AskFailure refused = all(request(library(), "When?")).getLast().getFailed();
    assertFalse(refused.getMessage().contains("send it again"), refused.getMessage());
    assertFalse(refused.getMessage().contains("401"), refused.getMessage());
  }

  @Test
  void saysWhichStatusATranscriptionHas() {
    hark.library.has(
        new Recording(Fixtures.label("alpha"), Fixtures.MAYA, TranscriptionStatus.FAILED, false),
        new TranscriptLookup.NotReady(TranscriptionStatus.FAILED));
    AskFailure failure = all(request(recording("rec_alpha"), "When?")).getLast().getFailed();
    assertEquals(FailureReason.FAILURE_REASON_TRANSCRIPTION_NOT_READY, failure.getReason());
    assertEquals(
        dev.hark.proto.search.v1.TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED,
        failure.getTranscriptionStatus());
    assertEquals(List.of(), hark.store.all(), "no session is left behind");
  }

  @Test
  void namesTheFieldThatIsWrong() {
    String tooLong = "x".repeat(10_001);
    assertEquals("content", param(request(library(), " ")));
    assertEquals("content", param(request(library(), "\0 \0")));
    assertEquals("content", param(request(library(), "\u200b\u2060 \u3164\u2800")));
    assertEquals("content", param(request(library(), tooLong)));
    for (String title : List.of(" ", "\u200b", "👍".repeat(101), "\u00a0" + "x".repeat(201))) {
      assertEquals("title", param(request(library().toBuilder().setTitle(title).build(), "W")));
    }
    assertEquals(
        "end_user_id", param(request(library().toBuilder().clearEndUserId().build(), "W")));
    assertEquals("scope.type", param(request(scoped(ScopeType.SCOPE_TYPE_FOLDER), "W")));
    assertEquals("scope.type", param(request(scoped(ScopeType.SCOPE_TYPE_UNSPECIFIED), "W")));
    assertEquals("scope.recording_id", param(request(scoped(ScopeType.SCOPE_TYPE_RECORDING), "W")));
    assertEquals("scope.recording_ids", param(request(scoped(ScopeType.SCOPE_TYPE_SELECTED), "W")));
    assertEquals(
        "scope.recording_ids[1]",
        param(request(scoped(ScopeType.SCOPE_TYPE_SELECTED, "rec_a", "rec_a"), "W")));
    assertEquals(
        "scope.recording_ids[0]",
        param(request(scoped(ScopeType.SCOPE_TYPE_SELECTED, "rec-a"), "W")));
    assertEquals("provider", param(withMessage(UserMessage.newBuilder().setProvider("claude"))));
    assertEquals(
        "context_refs[0].type",
        param(withMessage(refs(ContextRef.newBuilder().setType("chunk").setId("rec_a"), 1))));
    assertEquals(
        "context_refs[0].id",
        param(withMessage(refs(ContextRef.newBuilder().setType("recording").setId("x"), 1))));
    assertEquals(
        "context_refs",
        param(withMessage(refs(ContextRef.newBuilder().setType("recording").setId("rec_a"), 21))));
  }

  @Test
  void takesTheLongestMessageByItsCodePoints() {
    assertEquals(
        AskResponse.EventCase.COMPLETED,
        all(request(library(), "👍".repeat(10_000))).getLast().getEventCase());
  }

  @Test
  void tellsForbiddenFromNotFound() {
    for (NewSession others : List.of(library(), recording("rec_unknown"))) {
      AskRequest forbidden = request(others, "When?").toBuilder().setCaller(BOUND).build();
      AskFailure failure = all(forbidden).getLast().getFailed();
      assertEquals(FailureReason.FAILURE_REASON_FORBIDDEN, failure.getReason());
      assertEquals("end_user_id", failure.getParam());
    }
    AskFailure unknown = all(request(recording("rec_unknown"), "W")).getLast().getFailed();
    assertEquals(FailureReason.FAILURE_REASON_NOT_FOUND, unknown.getReason());
    assertEquals("scope.recording_id", unknown.getParam());
  }

  @Test
  void takesTheLongestTitleByItsUtf16() {
    String title = "👍".repeat(100);
    NewSession wanted = library().toBuilder().setTitle(" " + title + "\u00a0\n").build();
    assertEquals(title, create(wanted).getTitle());
  }

  @Test
  void createsReadsRenamesAndDeletesASession() {
    String id = create(library()).getSessionId();
    GetSessionRequest get =
        GetSessionRequest.newBuilder().setCaller(CALLER).setSessionId(id).build();
    assertEquals("New chat", stub.getSession(get).getSession().getTitle());
    RenameSessionRequest rename =
        RenameSessionRequest.newBuilder()
            .setCaller(CALLER)
            .setSessionId(id)
            .setTitle("Plans")
            .build();
    assertEquals("Plans", stub.renameSession(rename).getSession().getTitle());
    DeleteSessionRequest delete =
        DeleteSessionRequest.newBuilder().setCaller(CALLER).setSessionId(id).build();
    stub.deleteSession(delete);
    assertEquals(List.of(), hark.store.all());
    assertEquals(Status.Code.NOT_FOUND, failure(() -> stub.deleteSession(delete)).code());
    assertEquals(Status.Code.NOT_FOUND, failure(() -> stub.getSession(get)).code());
  }

  @Test
  void refusesTitlesThatAreBlankOrTooLong() {
    String id = create(library()).getSessionId();
    for (String title : List.of("", " ", "\0", "x".repeat(201))) {
      Refusal refusal =
          failure(
              () ->
                  stub.renameSession(
                      RenameSessionRequest.newBuilder()
                          .setCaller(CALLER)
                          .setSessionId(id)
                          .setTitle(title)
                          .build()));
      assertEquals(Status.Code.INVALID_ARGUMENT, refusal.code());
      assertEquals("title", refusal.failure().getParam());
    }
  }

  @Test
  void showsABoundCallerNothingOfAnother() {
    Session session = hark.session(new dev.hark.ask.session.Scope.Library());
    GetSessionRequest get =
        GetSessionRequest.newBuilder().setCaller(BOUND).setSessionId(session.id().value()).build();
    assertEquals(Status.Code.NOT_FOUND, failure(() -> stub.getSession(get)).code());
    ListSessionsRequest list =
        ListSessionsRequest.newBuilder()
            .setCaller(BOUND)
            .setEndUserId("eu_maya")
            .setLimit(10)
            .build();
    assertEquals(0, stub.listSessions(list).getSessionsCount());
  }

  @Test
  void refusesLimitsAndCursorsThatDoNotFit() {
    ListSessionsRequest list =
        ListSessionsRequest.newBuilder().setCaller(CALLER).setLimit(101).build();
    assertEquals("limit", failure(() -> stub.listSessions(list)).failure().getParam());
    ListSessionsRequest forged = list.toBuilder().setLimit(5).setCursor("AAAA").build();
    assertEquals("cursor", failure(() -> stub.listSessions(forged)).failure().getParam());
    ListMessagesRequest messages =
        ListMessagesRequest.newBuilder()
            .setCaller(CALLER)
            .setSessionId("no id at all")
            .setLimit(5)
            .build();
    assertEquals(Status.Code.NOT_FOUND, failure(() -> stub.listMessages(messages)).code());
  }

  @Test
  void listsMessagesWithTheirRoles() {
    all(request(library(), "When?"));
    ListMessagesRequest messages =
        ListMessagesRequest.newBuilder()
            .setCaller(CALLER)
            .setSessionId(hark.store.all().getFirst().id().value())
            .setLimit(5)
            .build();
    List<Message> listed = stub.listMessages(messages).getMessagesList();
    assertEquals(
        List.of(Role.ROLE_USER, Role.ROLE_ASSISTANT),
        listed.stream().map(Message::getRole).toList());
    assertFalse(listed.getFirst().hasTokens());
    assertEquals("When?", listed.getFirst().getParts(0).getText());
  }

  @Test
  void saysUnavailableWhenTheStoreIsDown() {
    hark.store.goDown();
    Refusal refusal =
        failure(
            () ->
                stub.listSessions(
                    ListSessionsRequest.newBuilder().setCaller(CALLER).setLimit(5).build()));
    assertEquals(Status.Code.UNAVAILABLE, refusal.code());
    assertEquals(FailureReason.FAILURE_REASON_UNAVAILABLE, refusal.failure().getReason());
    assertTrue(refusal.failure().hasRetryAfter());
  }

  private record Refusal(Status.Code code, AskFailure failure) {}

  private static Refusal failure(Runnable call) {
    StatusRuntimeException e = assertThrows(StatusRuntimeException.class, call::run);
    com.google.rpc.Status status = StatusProto.fromThrowable(e);
    try {
      return new Refusal(e.getStatus().getCode(), status.getDetails(0).unpack(AskFailure.class));
    } catch (InvalidProtocolBufferException wrong) {
      throw new AssertionError(wrong);
    }
  }

  @Test
  void aNewSessionsRecordingsAreLookedUpWhileOtherCallsHaveTheStore() {
    hark.library.has(
        new Recording(Fixtures.label("alpha"), Fixtures.MAYA, TranscriptionStatus.COMPLETED, true),
        new TranscriptLookup.Unknown());
    List<String> listed = new ArrayList<>();
    hark.library.whenLookedUp(
        () -> {
          try (FairSlots.Slot _ = slots.take("proj_a", Duration.ZERO)) {
            listed.add("listed");
          }
        });
    create(recording("rec_alpha"));
    assertEquals(List.of("listed"), listed);
  }

  private String param(AskRequest request) {
    AskFailure failure = all(request).getLast().getFailed();
    assertEquals(FailureReason.FAILURE_REASON_INVALID_REQUEST, failure.getReason());
    return failure.getParam();
  }

  private List<AskResponse> all(AskRequest request) {
    List<AskResponse> events = new ArrayList<>();
    stub.ask(request).forEachRemaining(events::add);
    return events;
  }

  private dev.hark.proto.ask.v1.Session create(NewSession session) {
    return stub.createSession(
            CreateSessionRequest.newBuilder().setCaller(CALLER).setSession(session).build())
        .getSession();
  }

  private static AskRequest request(NewSession session, String content) {
    return AskRequest.newBuilder()
        .setCaller(CALLER)
        .setNewSession(session)
        .setMessage(UserMessage.newBuilder().setContent(content))
        .build();
  }

  private static AskRequest withMessage(UserMessage.Builder message) {
    return AskRequest.newBuilder()
        .setCaller(CALLER)
        .setNewSession(library())
        .setMessage(message.setContent("When?"))
        .build();
  }

  private static UserMessage.Builder refs(ContextRef.Builder ref, int count) {
    UserMessage.Builder message = UserMessage.newBuilder();
    for (int i = 0; i < count; i++) {
      message.addContextRefs(ref);
    }
    return message;
  }

  private static NewSession library() {
    return scoped(ScopeType.SCOPE_TYPE_LIBRARY);
  }

  private static NewSession recording(String id) {
    return scoped(ScopeType.SCOPE_TYPE_RECORDING, id);
  }

  private static NewSession scoped(ScopeType type, String... ids) {
    return NewSession.newBuilder()
        .setScope(Scope.newBuilder().setType(type).addAllRecordingIds(List.of(ids)))
        .setEndUserId("eu_maya")
        .build();
  }
}
