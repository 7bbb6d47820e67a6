package dev.hark.gateway.admin;

import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.body.RequestBody;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.KeyRegister;
import dev.hark.gateway.key.KeyStoreException;
import dev.hark.gateway.key.RequiresRoot;
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
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /v1/admin/keys}: what {@code infra/keys} does. */
@Controller("/v1/admin/keys")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class AdminKeyController {
  private static final Logger log = LoggerFactory.getLogger(AdminKeyController.class);

  private final KeyRegister keys;

  AdminKeyController(KeyRegister keys) {
    this.keys = keys;
  }

  /** The only answer that ever holds the key. */
  @Post
  @RequiresRoot
  HttpResponse<byte[]> create(HttpRequest<?> request, @Body byte @Nullable [] body) {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    NewKeyBody asked = NewKeyBody.read(RequestBody.of(request, body), now);
    stored(
        () -> {
          keys.add(asked.key(), asked.requestsPerMinute());
          return true;
        });
    return Json.ok(asked.key().described()).status(HttpStatus.CREATED);
  }

  @Get
  @RequiresRoot
  HttpResponse<byte[]> list(HttpRequest<?> request) {
    Parameters parameters = Parameters.of(request);
    Optional<ProjectId> project = parameters.text("project_id").map(AdminKeyController::project);
    Optional<KeyId> after = KeyPage.after(parameters.cursor(), project);
    int limit = parameters.limit();
    return Json.ok(KeyPage.of(stored(() -> keys.page(project, after, limit + 1)), limit, project));
  }

  private static ProjectId project(String text) {
    return ProjectId.parse(text).orElseThrow(() -> NewKeyBody.wrongProject("project_id"));
  }

  /** For good; done again it does nothing and says the same. */
  @Delete("/{id}")
  @RequiresRoot
  HttpResponse<?> revoke(String id) {
    boolean found = KeyId.parse(id).filter(key -> stored(() -> keys.revoke(key))).isPresent();
    if (!found) {
      throw new FailureException(Failure.notFound());
    }
    return HttpResponse.noContent();
  }

  private static <T> T stored(Supplier<T> work) {
    try {
      return work.get();
    } catch (KeyStoreException e) {
      log.warn("keys cannot be managed: {}", e.getMessage());
      throw new FailureException(Failure.unavailable());
    }
  }
}
