package dev.hark.gateway.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.idempotency.Attempt;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.idempotency.KeptAnswer;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndpointId;
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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/webhook-endpoints}. What makes a secret is kept for {@code Idempotency-Key} by its id
 * alone; the same request again reads the secret from where it lies encrypted.
 */
@Controller("/v1/webhook-endpoints")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndpointController {
  private final ManagedEndpoints endpoints;
  private final Idempotency idempotency;
  private final IdGenerator ids;

  EndpointController(ManagedEndpoints endpoints, Idempotency idempotency, IdGenerator ids) {
    this.endpoints = endpoints;
    this.idempotency = idempotency;
    this.ids = ids;
  }

  @Operation(
      id = "createWebhookEndpoint",
      summary = "Be told what happens",
      description = "The answer has the secret that signs, which no other shows.",
      body = EndpointBody.NewEndpointFields.class,
      answers =
          @Answer(
              status = 201,
              description = "The endpoint, with its secret.",
              of = EndpointAnswer.class))
  @Post
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<?> create(HttpRequest<?> request, Call call, @Body byte @Nullable [] body) {
    return idempotency.once(
        request,
        call.caller(),
        body,
        _ -> Optional.empty(),
        attempt -> {
          EndpointBody asked = EndpointBody.ofNew(RequestBody.of(request, body));
          Caller caller = WebhookPage.callerOf(call);
          String id = EndpointId.PREFIX + madeId(attempt);
          return kept(attempt, endpoints.add(caller, id, asked), HttpStatus.CREATED);
        },
        kept -> Optional.of(again(call, kept)));
  }

  @Operation(
      id = "rotateWebhookSecret",
      summary = "Make another secret",
      description = "For 24 hours the one before signs too: each delivery has both signatures.",
      answers =
          @Answer(description = "The endpoint, with its new secret.", of = EndpointAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Post("/{id}/rotate")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<?> rotate(HttpRequest<?> request, Call call, String id) {
    return idempotency.once(
        request,
        call.caller(),
        null,
        _ -> Optional.empty(),
        attempt -> {
          Caller caller = WebhookPage.callerOf(call);
          String endpoint = AskedIds.inPath(EndpointId::new, id).value();
          return kept(attempt, endpoints.rotate(caller, endpoint, madeId(attempt)), HttpStatus.OK);
        },
        kept -> Optional.of(again(call, kept)));
  }

  private String madeId(Attempt attempt) {
    return attempt.madeId().orElseGet(ids::nextWithinMillisecond);
  }

  private static HttpResponse<?> kept(Attempt attempt, EndpointAnswer answer, HttpStatus status) {
    return attempt.answered(
        Json.ok(answer).status(status), Json.bytes(Map.of("id", answer.id())), Optional.empty());
  }

  /** As it is now; 404 when it is there no more. */
  private HttpResponse<byte[]> again(Call call, KeptAnswer kept) {
    String id = kept.body(JsonNode.class).path("id").asText();
    return kept.with(Json.bytes(endpoints.withSecret(WebhookPage.callerOf(call), id)));
  }

  @Operation(
      id = "listWebhookEndpoints",
      summary = "List endpoints",
      description = "The newest first.",
      answers = @Answer(description = "A page.", of = EndpointAnswer.class, page = true))
  @Get
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    Parameters parameters = Parameters.of(request);
    WebhookPage page = WebhookPage.of(parameters, call.caller(), "endpoints");
    Caller caller = WebhookPage.callerOf(call);
    return Json.ok(
        page.of(
            endpoints.page(caller, page.after(), parameters.limit() + 1),
            EndpointAnswer::of,
            EndpointRow::id));
  }

  @Operation(
      id = "getWebhookEndpoint",
      summary = "Look up an endpoint",
      answers = @Answer(description = "The endpoint.", of = EndpointAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<byte[]> get(Call call, String id) {
    Caller caller = WebhookPage.callerOf(call);
    String endpoint = AskedIds.inPath(EndpointId::new, id).value();
    return Json.ok(EndpointAnswer.of(endpoints.find(caller, endpoint)));
  }

  @Operation(
      id = "changeWebhookEndpoint",
      summary = "Change an endpoint",
      description = "What is left out stays. What is pending goes to the new address.",
      body = EndpointBody.EndpointChangeFields.class,
      answers = @Answer(description = "The endpoint as it is now.", of = EndpointAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Patch("/{id}")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<byte[]> change(
      HttpRequest<?> request, Call call, String id, @Body byte @Nullable [] body) {
    EndpointBody asked = EndpointBody.ofChange(RequestBody.of(request, body));
    Caller caller = WebhookPage.callerOf(call);
    String endpoint = AskedIds.inPath(EndpointId::new, id).value();
    return Json.ok(EndpointAnswer.of(endpoints.change(caller, endpoint, asked)));
  }

  @Operation(
      id = "deleteWebhookEndpoint",
      summary = "Be told no more",
      answers = @Answer(status = 204, description = "It is gone, with what was pending."),
      fails = ErrorCode.NOT_FOUND)
  @Delete("/{id}")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<?> delete(Call call, String id) {
    Caller caller = WebhookPage.callerOf(call);
    endpoints.delete(caller, AskedIds.inPath(EndpointId::new, id).value());
    return HttpResponse.noContent();
  }
}
