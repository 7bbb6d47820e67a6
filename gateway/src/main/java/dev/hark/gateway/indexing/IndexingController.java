package dev.hark.gateway.indexing;

import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.key.RequiresRoot;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;

/** {@code /v1/admin}: how far the worker is behind, and what it could not take. */
@Controller("/v1/admin")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class IndexingController {
  private final WorkerProgress progress;
  private final DeadLetterTopic deadLetters;

  IndexingController(WorkerProgress progress, DeadLetterTopic deadLetters) {
    this.progress = progress;
    this.deadLetters = deadLetters;
  }

  @Get("/indexing")
  @RequiresRoot
  HttpResponse<byte[]> indexing() {
    return Json.ok(progress.read());
  }

  @Get("/dead-letters")
  @RequiresRoot
  HttpResponse<byte[]> deadLetters(HttpRequest<?> request) {
    return Json.ok(deadLetters.newest(Parameters.of(request).limit()));
  }
}
