package dev.hark.gateway.erasure;

import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.docs.Query;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.ErasureId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /v1/erasures}. */
@Controller("/v1/erasures")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class ErasureController {
  private final Erasures erasures;

  ErasureController(Erasures erasures) {
    this.erasures = erasures;
  }

  /** Those alone whose kind the key may read, and a bound key those of its end user alone. */
  @Operation(
      id = "listErasures",
      summary = "List deletions",
      description = "The newest first; of what the key may read, and as far as they are.",
      queries =
          @Query(
              name = "status",
              description = "Only those that are so far.",
              oneOf = {"pending", "completed"}),
      answers = @Answer(description = "A page.", of = ErasureAnswer.class, page = true))
  @Get
  @RequiresScope({Scope.RECORDINGS_READ, Scope.END_USERS_READ})
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    ErasurePage page = ErasurePage.read(Parameters.of(request), call.caller());
    return Json.ok(page.of(erasures.page(page)));
  }

  /** One that deletes what the key may not read is none that it can see. */
  @Operation(
      id = "getErasure",
      summary = "See how far a deletion is",
      answers =
          @Answer(
              description = "What was removed from which store, and when.",
              of = ErasureAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope({Scope.RECORDINGS_READ, Scope.END_USERS_READ})
  HttpResponse<byte[]> erasure(Call call, String id) {
    Caller caller = call.caller();
    Progress progress =
        Ids.parse(ErasureId::new, id)
            .flatMap(one -> erasures.find(caller.project(), caller.mode(), caller.boundTo(), one))
            .filter(one -> ErasurePage.scope(one.erasure().target().type()).isHeldBy(caller))
            .orElseThrow(() -> new FailureException(Failure.notFound()));
    return Json.ok(ErasureAnswer.of(progress));
  }
}
