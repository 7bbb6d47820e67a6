package dev.hark.gateway.intake;

import dev.hark.format.ParsedTranscript;
import dev.hark.format.Transcripts;
import dev.hark.format.UnreadableTranscriptException;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.StatusText;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/transcriptions}. */
@Controller("/v1/transcriptions")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IntakeController {
  private final Intake intake;
  private final Uploads uploads;
  private final Idempotency idempotency;
  private final SearchServiceClient searchService;

  IntakeController(
      Intake intake, Uploads uploads, Idempotency idempotency, SearchServiceClient searchService) {
    this.intake = intake;
    this.uploads = uploads;
    this.idempotency = idempotency;
    this.searchService = searchService;
  }

  @Operation(
      id = "createTranscription",
      summary = "Bring a transcript in",
      description =
          "As JSON, or as a form (`multipart/form-data`) with the part `file` and the same fields;"
              + " at most 32 MiB. The file may be of any of the formats, told by its content.",
      body = IntakeOrder.IntakeFields.class,
      file = {"content", "segments"},
      answers = {
        @Answer(
            status = 202,
            description = "It is taken in for good, and searchable soon.",
            of = IntakeAnswer.class),
        @Answer(
            description = "The same content came before under this `external_id`: nothing is done.",
            of = IntakeAnswer.class)
      },
      fails = {ErrorCode.NOT_FOUND, ErrorCode.REQUEST_TOO_LARGE})
  @Post
  @RequiresScope(Scope.RECORDINGS_WRITE)
  HttpResponse<?> take(HttpRequest<?> request, Call call, @Body @Nullable InputStream body) {
    idempotency.check(request);
    Uploads.Upload upload = uploads.receive(request, body);
    try {
      SentTranscript sent = read(request, upload.bytes());
      return idempotency.once(
          request,
          call.caller(),
          // Not the body: a form that is sent again has another boundary.
          sent.print(),
          madeId -> Optional.empty(),
          attempt -> upload.during(() -> take(call, sent, attempt)),
          kept -> Optional.of(kept.asItWas()));
    } finally {
      upload.close();
    }
  }

  private HttpResponse<byte[]> take(Call call, SentTranscript sent, Attempt attempt) {
    IntakeOrder order = IntakeOrder.read(sent, call.caller());
    ParsedTranscript transcript = parse(sent);
    Intake.Taken taken = intake.take(call, attempt.madeId(), order, sent.content(), transcript);
    MutableHttpResponse<byte[]> answer =
        Json.ok(
            new IntakeAnswer(
                taken.recording().value(),
                taken.transcription().value(),
                taken.before() ? status(call, taken) : "processing",
                IntakeAnswer.Mended.of(transcript.warnings())));
    return attempt.answered(
        (taken.before() ? answer : answer.status(HttpStatus.ACCEPTED))
            .header("Location", "/v1/transcriptions/" + taken.transcription().value()),
        Optional.of(order.endUser()));
  }

  private static SentTranscript read(HttpRequest<?> request, byte[] body) {
    String type = request.getHeaders().get("Content-Type");
    if (type == null || RequestBody.isJson(type)) {
      return SentTranscript.ofJson(body);
    }
    if (type.toLowerCase(Locale.ROOT).startsWith(MediaType.MULTIPART_FORM_DATA)) {
      return SentForm.read(type, body);
    }
    throw new FailureException(
        Failure.invalid(
            null,
            "Send JSON in UTF-8 with 'Content-Type: application/json', or a form with"
                + " 'multipart/form-data'."));
  }

  private static ParsedTranscript parse(SentTranscript sent) {
    try {
      return Transcripts.read(sent.content(), sent.format().orElse(null));
    } catch (UnreadableTranscriptException e) {
      throw Fields.unreadable(
          sent.segments() ? "segments" : "content", String.valueOf(e.getMessage()));
    }
  }

  /** As look-ups say now; while they cannot, it is on its way. */
  private String status(Call call, Intake.Taken taken) {
    try {
      return StatusText.of(searchService.recording(call, taken.recording()).getStatus());
    } catch (FailureException e) {
      return "processing";
    }
  }
}
