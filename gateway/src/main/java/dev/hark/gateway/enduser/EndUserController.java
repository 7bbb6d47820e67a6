package dev.hark.gateway.enduser;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.docs.Query;
import dev.hark.gateway.erasure.Deleted;
import dev.hark.gateway.erasure.Erase;
import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.idempotency.Idempotency;
import dev.hark.gateway.key.RequiresScope;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.AskServiceClient;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/end-users}. There is an end user while there is a profile, a recording or a session of
 * theirs; the services count none for one whom a key cannot see.
 */
@Controller("/v1/end-users")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class EndUserController {
  private final SearchServiceClient searchService;
  private final AskServiceClient askService;
  private final EndUsers endUsers;
  private final Idempotency idempotency;
  private final IdGenerator ids;
  private final Erase erase;

  EndUserController(
      SearchServiceClient searchService,
      AskServiceClient askService,
      EndUsers endUsers,
      Idempotency idempotency,
      IdGenerator ids,
      Erase erase) {
    this.searchService = searchService;
    this.askService = askService;
    this.endUsers = endUsers;
    this.idempotency = idempotency;
    this.ids = ids;
    this.erase = erase;
  }

  @Operation(
      id = "createEndUser",
      summary = "Make an end user",
      body = EndUserBody.EndUserFields.class,
      answers = @Answer(status = 201, description = "The end user.", of = EndUserAnswer.class),
      fails = ErrorCode.ALREADY_EXISTS)
  @Post
  @RequiresScope(Scope.END_USERS_WRITE)
  HttpResponse<?> create(HttpRequest<?> request, Call call, @Body byte @Nullable [] body) {
    return idempotency.once(
        request,
        call.caller(),
        body,
        madeId -> Optional.empty(),
        attempt -> {
          EndUserBody sent = EndUserBody.read(RequestBody.of(request, body));
          if (call.caller().boundTo().isPresent()) {
            throw new FailureException(Failure.anotherEndUser(null));
          }
          EndUserId id =
              new EndUserId(
                  EndUserId.PREFIX + attempt.madeId().orElseGet(ids::nextWithinMillisecond));
          // Nobody has anything whose id was made now.
          MutableHttpResponse<byte[]> answer =
              Json.ok(
                  EndUserAnswer.of(
                      id,
                      Optional.of(save(call, id, sent)),
                      EndUser.getDefaultInstance(),
                      SessionCount.getDefaultInstance()));
          return attempt.answered(
              answer.status(HttpStatus.CREATED).header("Location", "/v1/end-users/" + id.value()),
              Optional.of(id));
        },
        kept -> Optional.of(kept.asItWas()));
  }

  @Operation(
      id = "listEndUsers",
      summary = "List end users",
      description = "Those that came last first.",
      queries = {
        @Query(name = "external_id", description = "Only the one with this id of yours."),
        @Query(
            name = "q",
            description = "Only those whose name or id of yours holds this, in any case."),
        @Query(
            name = "offset",
            description = "End users to pass over, instead of a cursor.",
            most = Parameters.MAX_OFFSET)
      },
      answers = @Answer(description = "A page.", of = EndUserAnswer.class, page = true))
  @Get
  @RequiresScope(Scope.END_USERS_READ)
  HttpResponse<byte[]> list(HttpRequest<?> request, Call call) {
    EndUserPage page = EndUserPage.read(Parameters.of(request), call.caller());
    List<EndUserRow> found = page.find(endUsers);
    List<EndUserRow> shown = found.subList(0, Math.min(page.limit(), found.size()));
    return Json.ok(
        PageAnswer.of(
            shown(call, shown), found.size() > page.limit() ? page.after(shown.getLast()) : ""));
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
    return Json.ok(known(call, endUser));
  }

  private EndUserAnswer known(Call call, EndUserId endUser) {
    EndUser recordings = recordings(call, endUser);
    SessionCount sessions = sessions(call, endUser);
    Optional<EndUserRow> profile = profile(call, endUser);
    if (profile.isEmpty() && !hasRecordings(recordings) && sessions.getSessions() == 0) {
      throw new FailureException(Failure.notFound());
    }
    return EndUserAnswer.of(endUser, profile, recordings, sessions);
  }

  /** However many there are, each service is asked once. */
  private List<EndUserAnswer> shown(Call call, List<EndUserRow> profiles) {
    List<EndUserId> endUsers = profiles.stream().map(row -> new EndUserId(row.id())).toList();
    Map<EndUserId, EndUser> recordings = searchService.endUsers(call, endUsers);
    Map<EndUserId, SessionCount> sessions = askService.countSessions(call, endUsers);
    List<EndUserAnswer> shown = new ArrayList<>();
    for (EndUserRow profile : profiles) {
      EndUserId endUser = new EndUserId(profile.id());
      shown.add(
          EndUserAnswer.of(
              endUser,
              Optional.of(profile),
              recordings.getOrDefault(endUser, EndUser.getDefaultInstance()),
              sessions.getOrDefault(endUser, SessionCount.getDefaultInstance())));
    }
    return shown;
  }

  private EndUser recordings(Call call, EndUserId endUser) {
    return searchService
        .endUsers(call, List.of(endUser))
        .getOrDefault(endUser, EndUser.getDefaultInstance());
  }

  private SessionCount sessions(Call call, EndUserId endUser) {
    return askService
        .countSessions(call, List.of(endUser))
        .getOrDefault(endUser, SessionCount.getDefaultInstance());
  }

  private Optional<EndUserRow> profile(Call call, EndUserId endUser) {
    Caller caller = call.caller();
    return caller.boundTo().filter(bound -> !bound.equals(endUser)).isPresent()
        ? Optional.empty()
        : endUsers.find(caller.project().value(), caller.mode().text(), endUser.value());
  }

  @Operation(
      id = "changeEndUser",
      summary = "Change an end user",
      description = "What is left out stays as it is.",
      body = EndUserBody.EndUserFields.class,
      answers = @Answer(description = "The end user as they are now.", of = EndUserAnswer.class),
      fails = {ErrorCode.NOT_FOUND, ErrorCode.ALREADY_EXISTS})
  @Patch("/{id}")
  @RequiresScope(Scope.END_USERS_WRITE)
  HttpResponse<byte[]> change(
      HttpRequest<?> request, Call call, String id, @Body byte @Nullable [] body) {
    EndUserBody sent = EndUserBody.read(RequestBody.of(request, body));
    EndUserId endUser = AskedIds.inPath(EndUserId::new, id);
    if (call.caller().boundTo().isPresent() && sent.externalId().isPresent()) {
      // What is taken would tell of the others.
      throw new FailureException(
          Failure.forbidden(
              "external_id", "Only a key of the whole project may set 'external_id'."));
    }
    if (call.caller().boundTo().filter(bound -> !bound.equals(endUser)).isPresent()) {
      throw new FailureException(Failure.notFound());
    }
    var _ = known(call, endUser);
    return Json.ok(shown(call, List.of(save(call, endUser, sent))).getFirst());
  }

  private EndUserRow save(Call call, EndUserId id, EndUserBody sent) {
    String project = call.caller().project().value();
    String mode = call.caller().mode().text();
    return endUsers
        .writeProfile(
            project,
            mode,
            id.value(),
            sent.externalId().orElse(null),
            sent.name().orElse(null),
            sent.email().orElse(null),
            sent.timeZone().orElse(null),
            sent.metadata().orElse(null))
        .stream()
        .findFirst()
        .orElseThrow(
            () ->
                sent.externalId()
                    .flatMap(externalId -> endUsers.findExternal(project, mode, externalId))
                    .map(other -> Failure.alreadyExists("external_id", other.id()))
                    .map(FailureException::new)
                    .orElseGet(() -> new FailureException(Failure.notFound())));
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
    if (profile(call, endUser).isEmpty()
        && !hasRecordings(recordings(call, endUser))
        && sessions(call, endUser).getSessions() == 0) {
      throw new FailureException(Failure.notFound());
    }
  }

  /** Also one that is on its way: its owner can be deleted in the middle of it. */
  private static boolean hasRecordings(EndUser recordings) {
    return recordings.getRecordings() > 0 || recordings.getFirstBeingWritten();
  }
}
