package dev.hark.gateway.recording;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.docs.Query;
import dev.hark.gateway.erasure.Deleted;
import dev.hark.gateway.erasure.Erase;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.rpc.RpcTime;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Patch;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/recordings} and {@code /v1/recordings/{id}}. */
@Controller("/v1/recordings")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordingController {
  /** What clients know from elsewhere, and no recording here is. */
  private static final String UPLOADED = "uploaded";

  private final SearchServiceClient searchService;
  private final UpdateRecording update;
  private final Erase erase;

  RecordingController(SearchServiceClient searchService, UpdateRecording update, Erase erase) {
    this.searchService = searchService;
    this.update = update;
    this.erase = erase;
  }

  @Operation(
      id = "listRecordings",
      summary = "List recordings",
      description = "Those recorded last first.",
      queries = {
        @Query(name = "end_user_id", description = "Only of this one."),
        @Query(
            name = "status",
            description = "Only those whose transcription is so; `uploaded` finds none.",
            oneOf = {"pending", "processing", "completed", "failed", "uploaded"}),
        @Query(name = "external_id", description = "Only the one with this id of yours."),
        @Query(name = "tag", description = "Only those with this tag."),
        @Query(name = "recorded_after", description = "Recorded then or later."),
        @Query(name = "recorded_before", description = "Recorded earlier."),
        @Query(
            name = "offset",
            description = "Recordings to pass over, instead of a cursor.",
            most = Parameters.MAX_OFFSET)
      },
      answers = @Answer(description = "A page.", of = RecordingAnswer.class, page = true))
  @Get
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    Parameters parameters = Parameters.of(request);
    ListRecordingsRequest.Builder asked =
        ListRecordingsRequest.newBuilder()
            .setLimit(parameters.limit())
            .setCursor(parameters.cursor());
    asked.setOffset(parameters.offset());
    AskedIds.endUser(parameters, call.caller()).ifPresent(id -> asked.setEndUserId(id.value()));
    Optional<String> status = parameters.text("status");
    status
        .filter(text -> !text.equals(UPLOADED))
        .map(RecordingController::status)
        .ifPresent(asked::setStatus);
    parameters.time("recorded_after").map(RpcTime::of).ifPresent(asked::setRecordedAfter);
    parameters.time("recorded_before").map(RpcTime::of).ifPresent(asked::setRecordedBefore);
    parameters.text("external_id").ifPresent(asked::setExternalId);
    parameters.text("tag").ifPresent(asked::setTag);
    if (status.filter(UPLOADED::equals).isPresent()) {
      return nothing(asked);
    }
    ListRecordingsResponse page = searchService.recordings(call, asked);
    return Json.ok(
        PageAnswer.of(
            page.getRecordingsList().stream().map(RecordingAnswer::of).toList(),
            page.getNextCursor()));
  }

  /** What no recording has; such a list has one page, so no cursor is of it. */
  private static HttpResponse<byte[]> nothing(ListRecordingsRequest.Builder asked) {
    if (!asked.getCursor().isEmpty()) {
      throw SearchServiceClient.foreignCursor();
    }
    return Json.ok(PageAnswer.of(List.of(), ""));
  }

  private static TranscriptionStatus status(String text) {
    return StatusText.parse(text)
        .orElseThrow(
            () ->
                Fields.wrong(
                    "status", "'pending', 'processing', 'completed', 'failed' or 'uploaded'"));
  }

  @Operation(
      id = "getRecording",
      summary = "Look a recording up",
      answers = @Answer(description = "The recording.", of = RecordingAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<byte[]> recording(Call call, String id) {
    RecordingId recording = AskedIds.inPath(RecordingId::new, id);
    return Json.ok(RecordingAnswer.of(searchService.recording(call, recording)));
  }

  @Operation(
      id = "updateRecording",
      summary = "Change what is said of a recording",
      description =
          "What is left out, or null, stays. It goes out as an event too. A name in `speakers` is"
              + " shown for its label from then on, wherever somebody speaks.",
      body = RecordingPatch.RecordingUpdateFields.class,
      answers = @Answer(description = "The recording as it is now.", of = RecordingAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Patch("/{id}")
  @RequiresScope(Scope.RECORDINGS_WRITE)
  HttpResponse<byte[]> update(
      HttpRequest<?> request, Call call, String id, @Body byte @Nullable [] body) {
    RecordingPatch patch =
        RecordingPatch.read(
            RequestBody.of(request, body),
            RequestBody.asSent(Objects.requireNonNull(body), "metadata"));
    RecordingId recording = AskedIds.inPath(RecordingId::new, id);
    return Json.ok(RecordingAnswer.of(update.apply(call, recording, patch)));
  }

  @Operation(
      id = "deleteRecording",
      summary = "Delete a recording",
      description = Deleted.DESCRIPTION,
      answers = @Answer(status = 204, description = "It is not shown any more."),
      fails = ErrorCode.NOT_FOUND)
  @Delete("/{id}")
  @RequiresScope(Scope.RECORDINGS_WRITE)
  HttpResponse<?> delete(Call call, String id) {
    RecordingId recording = AskedIds.inPath(RecordingId::new, id);
    return Deleted.see(
        erase.recording(
            call,
            recording,
            () -> new EndUserId(searchService.recording(call, recording).getEndUserId())));
  }
}
