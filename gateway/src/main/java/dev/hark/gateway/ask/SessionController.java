package dev.hark.gateway.ask;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.docs.Query;
import dev.hark.gateway.enduser.SeenEndUsers;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.export.ExportFile;
import dev.hark.gateway.export.ExportFormat;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.http.SizedStream;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.idempotency.KeptAnswer;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.ListSessionsRequest;
import dev.hark.proto.ask.v1.ListSessionsResponse;
import dev.hark.proto.ask.v1.NewSession;
import dev.hark.proto.ask.v1.ScopeType;
import dev.hark.proto.ask.v1.Session;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.SessionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ask/sessions} and {@code /v1/ask/sessions/{id}}. */
@Controller("/v1/ask/sessions")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class SessionController {
  private final AskServiceClient askService;
  private final Turns turns;
  private final QuestionZones zones;
  private final SeenEndUsers endUsers;
  private final Idempotency idempotency;
  private final SessionExport export;

  SessionController(
      AskServiceClient askService,
      Turns turns,
      QuestionZones zones,
      SeenEndUsers endUsers,
      Idempotency idempotency,
      SessionExport export) {
    this.export = export;
    this.askService = askService;
    this.turns = turns;
    this.zones = zones;
    this.endUsers = endUsers;
    this.idempotency = idempotency;
  }

  /** With a first message the answer is that of the turn, else the session. */
  @Operation(
      id = "createSession",
      summary = "Begin a session",
      description = "With `initial_message` the question is asked at once.",
      body = NewSessionBody.NewSessionFields.class,
      answers = {
        @Answer(
            description = "The turn, when there was an initial message.",
            of = AskResult.class,
            streamed = true),
        @Answer(
            status = 201,
            description = "The session, when there was none.",
            of = SessionAnswer.class)
      },
      fails = {
        ErrorCode.NOT_FOUND,
        ErrorCode.TRANSCRIPTION_NOT_READY,
        ErrorCode.TRANSCRIPT_TOO_LARGE,
        ErrorCode.PROVIDER_ERROR
      })
  @Post
  @RequiresScope(Scope.ASK_WRITE)
  HttpResponse<?> create(HttpRequest<?> request, Call call, @Body byte @Nullable [] body) {
    return idempotency.once(
        request,
        call.caller(),
        body,
        madeId -> Optional.of(SessionId.PREFIX + madeId),
        attempt -> create(request, call, body, attempt),
        kept -> again(call, kept));
  }

  /** A session that is there still; not a turn, which an earlier release kept: it is told again. */
  private Optional<HttpResponse<byte[]>> again(Call call, KeptAnswer kept) {
    if (kept.status() != HttpStatus.CREATED.getCode()) {
      return Optional.empty();
    }
    String id = kept.body(JsonNode.class).path("id").asText();
    var _ = askService.session(call, AskedIds.inPath(SessionId::new, id));
    return Optional.of(kept.asItWas());
  }

  private HttpResponse<?> create(
      HttpRequest<?> request, Call call, byte @Nullable [] body, Attempt attempt) {
    NewSessionBody asked = NewSessionBody.read(RequestBody.of(request, body), call.caller());
    NewSession.Builder session = asked.session().toBuilder();
    attempt.madeId().ifPresent(id -> session.setSessionId(SessionId.PREFIX + id));
    if (attempt.mayBeDeleted()) {
      // Not found, then: it was made once, and is not made again.
      var _ = askService.session(call, AskedIds.inPath(SessionId::new, session.getSessionId()));
    }
    if (asked.question().isPresent()) {
      AskRequest.Builder turn = AskRequest.newBuilder().setNewSession(session);
      HttpResponse<?> answer = turns.answer(request, call, turn, asked.question().get(), attempt);
      saw(call, session.getEndUserId());
      return answer;
    }
    Session made = askService.create(call, session.build());
    saw(call, made.getEndUserId());
    zones.saw(call.caller(), made.getSessionId(), made.getEndUserId());
    return attempt.answered(
        Json.ok(SessionAnswer.of(made)).status(HttpStatus.CREATED),
        Ids.parse(EndUserId::new, made.getEndUserId()));
  }

  private void saw(Call call, String endUser) {
    Ids.parse(EndUserId::new, endUser).ifPresent(id -> endUsers.saw(call.caller(), id));
  }

  @Operation(
      id = "listSessions",
      summary = "List sessions",
      description = "Those with the latest message first.",
      queries = {
        @Query(name = "end_user_id", description = "Only of this one."),
        @Query(
            name = "scope_type",
            description = "Only of this type.",
            oneOf = {"recording", "library", "selected", "folder"}),
        @Query(name = "recording_id", description = "Only those whose scope names it."),
        @Query(name = "q", description = "Only those whose title holds this, in any case.")
      },
      answers = @Answer(description = "A page.", of = SessionAnswer.class, page = true))
  @Get
  @RequiresScope(Scope.ASK_READ)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    Parameters parameters = Parameters.of(request);
    ListSessionsRequest.Builder asked =
        ListSessionsRequest.newBuilder()
            .setLimit(parameters.limit())
            .setCursor(parameters.cursor())
            .setQ(parameters.text("q").orElse(""));
    parameters
        .text("end_user_id")
        .ifPresent(id -> asked.setEndUserId(AskedIds.endUser("end_user_id", id).value()));
    parameters
        .text("recording_id")
        .ifPresent(id -> asked.setRecordingId(AskedIds.recording("recording_id", id).value()));
    parameters.text("scope_type").map(SessionController::scope).ifPresent(asked::setScopeType);
    ListSessionsResponse page = askService.sessions(call, asked);
    return Json.ok(
        PageAnswer.of(
            page.getSessionsList().stream().map(SessionAnswer::of).toList(), page.getNextCursor()));
  }

  private static ScopeType scope(String text) {
    return switch (text) {
      case "recording" -> ScopeType.SCOPE_TYPE_RECORDING;
      case "library" -> ScopeType.SCOPE_TYPE_LIBRARY;
      case "selected" -> ScopeType.SCOPE_TYPE_SELECTED;
      case "folder" -> ScopeType.SCOPE_TYPE_FOLDER;
      default -> throw Fields.wrong("scope_type", "'recording', 'library', 'selected' or 'folder'");
    };
  }

  @Operation(
      id = "getSession",
      summary = "Look a session up",
      answers = @Answer(description = "The session.", of = SessionAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.ASK_READ)
  HttpResponse<byte[]> session(Call call, String id) {
    return Json.ok(SessionAnswer.of(askService.session(call, AskedIds.inPath(SessionId::new, id))));
  }

  @Operation(
      id = "exportSession",
      summary = "Export a session",
      description =
          "As a file: its messages, and of each citation the recording, the time and the words.",
      queries =
          @Query(
              name = "format",
              description = "What kind of file.",
              required = true,
              oneOf = {"md", "json"}),
      answers =
          @Answer(
              description = "The file.",
              files = {"text/markdown", "application/json"}),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}/export")
  @RequiresScope(Scope.ASK_READ)
  HttpResponse<SizedStream> export(HttpRequest<?> request, Call call, String id)
      throws IOException {
    SessionId sessionId = AskedIds.inPath(SessionId::new, id);
    ExportFormat format =
        ExportFormat.asked(Parameters.of(request), ExportFormat.MD, ExportFormat.JSON);
    Session session = askService.session(call, sessionId);
    SizedStream file = export.write(call, session, format);
    return ExportFile.answer(request, file, session.getTitle(), format);
  }

  @Operation(
      id = "renameSession",
      summary = "Give a session another title",
      body = NewSessionBody.TitleFields.class,
      answers = @Answer(description = "The session.", of = SessionAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Patch("/{id}")
  @RequiresScope(Scope.ASK_WRITE)
  HttpResponse<byte[]> rename(
      HttpRequest<?> request, Call call, String id, @Body byte @Nullable [] body) {
    String title = RequestBody.of(request, body).requiredTitle("title", NewSessionBody.MAX_TITLE);
    return Json.ok(
        SessionAnswer.of(askService.rename(call, AskedIds.inPath(SessionId::new, id), title)));
  }

  @Operation(
      id = "deleteSession",
      summary = "Delete a session",
      description = "Its messages go with it. A second time it is not found.",
      answers = @Answer(status = 204, description = "It is gone."),
      fails = ErrorCode.NOT_FOUND)
  @Delete("/{id}")
  @RequiresScope(Scope.ASK_WRITE)
  HttpResponse<?> delete(Call call, String id) {
    SessionId session = AskedIds.inPath(SessionId::new, id);
    // Who may not see it changes nothing.
    var _ = askService.session(call, session);
    idempotency.withdraw(call.caller(), session, () -> askService.delete(call, session));
    return HttpResponse.noContent();
  }
}
