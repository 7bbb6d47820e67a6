package dev.hark.gateway.recording;

import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code GET /v1/recordings/{id}}. */
@Controller("/v1/recordings")
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class RecordingController {
  private final SearchServiceClient searchService;

  RecordingController(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  @Operation(
      id = "getRecording",
      summary = "Look a recording up",
      answers = @Answer(description = "The recording.", of = RecordingAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<byte[]> recording(Call call, String id) {
    RecordingId recordingId =
        RecordingId.parse(id).orElseThrow(() -> new FailureException(Failure.notFound()));
    return Json.ok(RecordingAnswer.of(searchService.recording(call, recordingId)));
  }
}
