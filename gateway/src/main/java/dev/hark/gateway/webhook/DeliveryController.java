package dev.hark.gateway.webhook;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.idempotency.KeptAnswer;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.webhook.EndpointAnswer.DeliveryAnswer;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndpointId;
import dev.hark.runtime.id.Ids.EventId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Optional;

/** What an endpoint was told. */
@Controller("/v1/webhook-endpoints/{id}")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class DeliveryController {
  private final ManagedEndpoints endpoints;
  private final Idempotency idempotency;
  private final IdGenerator ids;

  DeliveryController(ManagedEndpoints endpoints, Idempotency idempotency, IdGenerator ids) {
    this.endpoints = endpoints;
    this.idempotency = idempotency;
    this.ids = ids;
  }

  @Operation(
      id = "testWebhookEndpoint",
      summary = "Try an endpoint",
      description = "Sends `webhook.test`, as soon and as often as any event.",
      answers =
          @Answer(status = 202, description = "What is on its way.", of = DeliveryAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Post("/test")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<?> test(HttpRequest<?> request, Call call, String id) {
    return idempotency.once(
        request,
        call.caller(),
        null,
        _ -> Optional.empty(),
        attempt -> {
          Caller caller = WebhookPage.callerOf(call);
          String endpoint = AskedIds.inPath(EndpointId::new, id).value();
          EventId event =
              new EventId("evt_" + attempt.madeId().orElseGet(ids::nextWithinMillisecond));
          return attempt.answered(
              Json.ok(DeliveryAnswer.of(endpoints.test(caller, endpoint, event)))
                  .status(HttpStatus.ACCEPTED),
              Optional.empty());
        },
        kept -> Optional.of(kept).map(KeptAnswer::asItWas));
  }

  @Operation(
      id = "listWebhookDeliveries",
      summary = "See what an endpoint was told",
      description = "The newest first, of the last 30 days.",
      answers = @Answer(description = "A page.", of = DeliveryAnswer.class, page = true),
      fails = ErrorCode.NOT_FOUND)
  @Get("/deliveries")
  @RequiresScope(Scope.WEBHOOKS_WRITE)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call, String id) {
    Parameters parameters = Parameters.of(request);
    WebhookPage page = WebhookPage.of(parameters, call.caller(), id);
    Caller caller = WebhookPage.callerOf(call);
    String endpoint = AskedIds.inPath(EndpointId::new, id).value();
    List<Deliveries.Row> found =
        endpoints.deliveries(
            caller, endpoint, page.after().map(Long::valueOf), parameters.limit() + 1);
    return Json.ok(page.of(found, DeliveryAnswer::of, row -> Long.toString(row.seq())));
  }
}
