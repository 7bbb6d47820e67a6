package dev.hark.gateway.enduser;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.erasure.Deleted;
import dev.hark.gateway.erasure.Erase;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.runtime.id.Ids.EndUserId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/**
 * {@code /v1/end-users/{id}}. There is an end user while there is a recording or a session of
 * theirs; the services count none for one whom a key cannot see.
 */
@Controller("/v1/end-users")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndUserController {
  private final SearchServiceClient searchService;
  private final AskServiceClient askService;
  private final Erase erase;

  EndUserController(SearchServiceClient searchService, AskServiceClient askService, Erase erase) {
    this.searchService = searchService;
    this.askService = askService;
    this.erase = erase;
  }

  @Operation(
      id = "getEndUser",
      summary = "Look an end user up",
      answers = @Answer(description = "The end user.", of = EndUserAnswer.class),
      fails = ErrorCode.NOT_FOUND)
  @Get("/{id}")
  @RequiresScope(Scope.END_USERS_READ)
  HttpResponse<byte[]> endUser(Call call, String id) {
    EndUserId endUser = AskedIds.inPath(EndUserId::new, id);
    GetEndUserResponse recordings = searchService.endUser(call, endUser);
    CountSessionsResponse sessions = askService.countSessions(call, endUser);
    if (!hasRecordings(recordings) && sessions.getSessions() == 0) {
      throw new FailureException(Failure.notFound());
    }
    return Json.ok(EndUserAnswer.of(endUser, recordings, sessions));
  }

  @Operation(
      id = "deleteEndUser",
      summary = "Delete an end user",
      description = Deleted.DESCRIPTION,
      answers = @Answer(status = 204, description = "Nothing of theirs is shown any more."),
      fails = ErrorCode.NOT_FOUND)
  @Delete("/{id}")
  @RequiresScope(Scope.END_USERS_WRITE)
  HttpResponse<?> delete(Call call, String id) {
    EndUserId endUser = AskedIds.inPath(EndUserId::new, id);
    return Deleted.see(erase.endUser(call, endUser, () -> check(call, endUser)));
  }

  /** Whoever has recordings can be deleted while ask-service is away. */
  private void check(Call call, EndUserId endUser) {
    if (!hasRecordings(searchService.endUser(call, endUser))
        && askService.countSessions(call, endUser).getSessions() == 0) {
      throw new FailureException(Failure.notFound());
    }
  }

  /** Also one that is on its way: its owner can be deleted in the middle of it. */
  private static boolean hasRecordings(GetEndUserResponse recordings) {
    return recordings.getRecordings() > 0 || recordings.getFirstBeingWritten();
  }
}
