package dev.hark.gateway.admin;

import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.key.Keys;
import dev.hark.gateway.key.RequiresRoot;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /v1/admin/keys}: what {@code infra/keys} does. */
@Controller("/v1/admin/keys")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminKeyController {
  private final Keys keys;

  AdminKeyController(Keys keys) {
    this.keys = keys;
  }

  /** The only answer that ever holds the key. */
  @Post
  @RequiresRoot
  HttpResponse<byte[]> create(HttpRequest<?> request, @Body byte @Nullable [] body) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    NewKeyBody asked = NewKeyBody.read(RequestBody.of(request, body), now);
    keys.add(asked.key(), asked.requestsPerMinute());
    return Json.ok(asked.key().described()).status(HttpStatus.CREATED);
  }

  @Get
  @RequiresRoot
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request);
    Optional<ProjectId> project = parameters.text("project_id").map(AdminKeyController::project);
    Optional<KeyId> after = KeyPage.after(parameters.cursor(), project);
    int limit = parameters.limit();
    return Json.ok(KeyPage.of(keys.page(project, after, limit + 1), limit, project));
  }

  private static ProjectId project(String text) {
    return Ids.parse(ProjectId::new, text).orElseThrow(() -> NewKeyBody.wrongProject("project_id"));
  }

  /** For good; done again it does nothing and says the same. */
  @Delete("/{id}")
  @RequiresRoot
  HttpResponse<?> revoke(String id) {
    if (Ids.parse(KeyId::new, id).filter(keys::revoke).isEmpty()) {
      throw new FailureException(Failure.notFound());
    }
    return HttpResponse.noContent();
  }
}
