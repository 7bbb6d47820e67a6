package dev.hark.gateway.ask;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.proto.ask.v1.AskRequest;
import dev.hark.proto.ask.v1.ListMessagesRequest;
import dev.hark.proto.ask.v1.ListMessagesResponse;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.SessionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/ask/sessions/{id}/messages}. */
@Controller("/v1/ask/sessions/{id}/messages")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class MessageController {
  private final AskServiceClient askService;
  private final Turns turns;
  private final Idempotency idempotency;

  MessageController(AskServiceClient askService, Turns turns, Idempotency idempotency) {
    this.askService = askService;
    this.turns = turns;
    this.idempotency = idempotency;
  }

  @Operation(
      id = "ask",
      summary = "Ask in a session",
      description =
          "The question is stored, then answered. When the model fails the question stays; the same"
              + " question again answers that one. A time that the question says limits the"
              + " recordings, and a speaker whom it names is preferred, unless `filters` say"
              + " otherwise.",
      body = MessageBody.MessageFields.class,
      answers = @Answer(description = "The turn.", of = AskResult.class, streamed = true),
      fails = {
        ErrorCode.NOT_FOUND,
        ErrorCode.TRANSCRIPTION_NOT_READY,
        ErrorCode.TRANSCRIPT_TOO_LARGE,
        ErrorCode.PROVIDER_ERROR
      })
  @Post
  @RequiresScope(Scope.ASK_WRITE)
  HttpResponse<?> say(HttpRequest<?> request, Call call, String id, @Body byte @Nullable [] body) {
    return idempotency.once(
        request,
        call.caller(),
        body,
        madeId -> Ids.parse(SessionId::new, id).map(SessionId::value),
        attempt -> {
          MessageBody message = MessageBody.read(RequestBody.of(request, body));
          SessionId session = AskedIds.inPath(SessionId::new, id);
          return turns.answer(
              request,
              call,
              AskRequest.newBuilder().setSessionId(session.value()),
              message,
              attempt);
        },
        // One of an earlier release: its turn is told again.
        kept -> Optional.empty());
  }

  @Operation(
      id = "getReceipt",
      summary = "See what an answer was made from",
      description =
          "It is kept with the answer and goes with it. What is no answer has none, nor has an"
              + " answer of an earlier release.",
      answers = @Answer(description = "The receipt.", of = ReceiptAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{message_id}/receipt")
  @RequiresScope(Scope.ASK_READ)
  HttpResponse<byte[]> receipt(Call call, String id, @PathVariable("message_id") String messageId) {
    return Json.ok(
        ReceiptAnswer.of(
            askService.receipt(
                call,
                AskedIds.inPath(SessionId::new, id),
                AskedIds.inPath(MessageId::new, messageId))));
  }

  @Operation(
      id = "listMessages",
      summary = "Read a session",
      description = "Oldest message first.",
      answers = @Answer(description = "A page.", of = MessageAnswer.class, page = true),
      fails = ErrorCode.NOT_FOUND)
  @Get
  @RequiresScope(Scope.ASK_READ)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call, String id) {
    Parameters parameters = Parameters.of(request);
    ListMessagesResponse page =
        askService.messages(
            call,
            ListMessagesRequest.newBuilder()
                .setSessionId(AskedIds.inPath(SessionId::new, id).value())
                .setLimit(parameters.limit())
                .setCursor(parameters.cursor()));
    return Json.ok(
        PageAnswer.of(
            page.getMessagesList().stream().map(MessageAnswer::of).toList(), page.getNextCursor()));
  }
}
