package dev.hark.gateway.recording;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.recording.SizedStreamWriter.SizedStream;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.runtime.id.Ids.TranscriptionId;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;

/** {@code GET /v1/transcriptions/{id}}. */
@Controller("/v1/transcriptions")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class TranscriptionController {
  private final SearchServiceClient searchService;

  TranscriptionController(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  @Operation(
      id = "getTranscription",
      summary = "Read a transcription",
      answers = @Answer(description = "All of it.", of = WholeTranscription.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<SizedStream> transcription(HttpRequest<?> request, Call call, String id)
      throws IOException {
    TranscriptionId transcriptionId = AskedIds.inPath(TranscriptionId::new, id);
    try (TranscriptReader reader = searchService.transcript(call, transcriptionId)) {
      return answer(request, TranscriptionAnswer.read(reader));
    }
  }

  private static SizedStream content(TranscriptionAnswer answer) throws IOException {
    boolean given = false;
    try {
      SizedStream content = answer.content();
      given = true;
      return content;
    } finally {
      if (!given) {
        answer.close();
      }
    }
  }

  private static HttpResponse<SizedStream> answer(
      HttpRequest<?> request, TranscriptionAnswer answer) throws IOException {
    SizedStream content = content(answer);
    if (request.getMethod() == HttpMethod.HEAD) {
      content.bytes().close();
    }
    return HttpResponse.ok(content)
        .contentType(MediaType.APPLICATION_JSON_TYPE)
        .contentLength(content.length());
  }
}
