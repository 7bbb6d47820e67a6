package dev.hark.gateway.recording;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.docs.Query;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.export.ExportFile;
import dev.hark.gateway.export.ExportFormat;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.http.SizedStream;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
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

/** {@code GET /v1/transcriptions} and below. */
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
      return ExportFile.answer(request, content(TranscriptionAnswer.read(reader)));
    }
  }

  @Operation(
      id = "listTranscriptions",
      summary = "List transcriptions",
      description = "The latest one of each recording, the newest first, without its words.",
      queries = {
        @Query(name = "recording_id", description = "Only of this one."),
        @Query(
            name = "status",
            description = "Only those that are so.",
            oneOf = {"pending", "processing", "completed", "failed"})
      },
      answers = @Answer(description = "A page.", of = ListedTranscription.class, page = true))
  @Get
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    Parameters parameters = Parameters.of(request);
    ListTranscriptionsRequest.Builder asked =
        ListTranscriptionsRequest.newBuilder()
            .setLimit(parameters.limit())
            .setCursor(parameters.cursor());
    parameters
        .text("recording_id")
        .map(id -> AskedIds.recording("recording_id", id))
        .ifPresent(id -> asked.setRecordingId(id.value()));
    parameters
        .text("status")
        .map(
            text ->
                StatusText.parse(text)
                    .orElseThrow(
                        () ->
                            Fields.wrong(
                                "status", "'pending', 'processing', 'completed' or 'failed'")))
        .ifPresent(asked::setStatus);
    ListTranscriptionsResponse page = searchService.transcriptions(call, asked);
    return Json.ok(
        PageAnswer.of(
            page.getTranscriptionsList().stream().map(ListedTranscription::of).toList(),
            page.getNextCursor()));
  }

  @Operation(
      id = "exportTranscription",
      summary = "Export a transcription",
      description = "As a file; `json` is what the look-up answers.",
      queries =
          @Query(
              name = "format",
              description = "What kind of file.",
              required = true,
              oneOf = {"vtt", "srt", "txt", "md", "json"}),
      answers =
          @Answer(
              description = "The file.",
              files = {"text/vtt", "application/x-subrip", "text/plain", "text/markdown"},
              of = WholeTranscription.class),
      fails = {ErrorCode.NOT_FOUND, ErrorCode.TRANSCRIPTION_NOT_READY})
  @Get("/{id}/export")
  @RequiresScope(Scope.RECORDINGS_READ)
  HttpResponse<SizedStream> export(HttpRequest<?> request, Call call, String id)
      throws IOException {
    TranscriptionId transcriptionId = AskedIds.inPath(TranscriptionId::new, id);
    ExportFormat format = ExportFormat.asked(Parameters.of(request), ExportFormat.values());
    try (TranscriptReader reader = searchService.transcript(call, transcriptionId)) {
      Transcription transcription = reader.transcription();
      if (transcription.getStatus() != TranscriptionStatus.TRANSCRIPTION_STATUS_COMPLETED) {
        throw new FailureException(Failure.notReady(StatusText.of(transcription.getStatus())));
      }
      String title =
          searchService.recording(call, new RecordingId(transcription.getRecordingId())).getTitle();
      SizedStream content =
          format == ExportFormat.JSON
              ? content(TranscriptionAnswer.read(reader))
              : TranscriptExport.write(reader::segments, title, format);
      return ExportFile.answer(request, content, title, format);
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
}
