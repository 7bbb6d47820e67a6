package dev.hark.gateway.key;

import dev.hark.gateway.docs.Answer;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.docs.Operation;
import dev.hark.gateway.http.Json;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.KeyId;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code GET /v1/key}: what the key is that a client was given. */
@Controller("/v1/key")
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
@ExecuteOn(TaskExecutors.BLOCKING)
final class KeyController {
  private final Keys keys;

  KeyController(Keys keys) {
    this.keys = keys;
  }

  @Operation(
      id = "getKey",
      summary = "See what this key is",
      description = "Every key may ask, whatever its scopes.",
      answers = @Answer(description = "The key that was sent.", of = KeyAnswer.class))
  @Get
  @RequiresScope({})
  HttpResponse<byte[]> key(Call call) {
    Caller caller = call.caller();
    return Json.ok(KeyAnswer.of(caller, keys.name(new KeyId(caller.keyId()))));
  }

  /** The key of a request, as its holder sees it. */
  record KeyAnswer(
      @Member(value = "The key's id.", id = "key_") String id,
      @Member("What it is called; empty without a name.") String name,
      @Member(value = "Whose data it opens.", id = "proj_") String projectId,
      @Member(
              value = "Live and test data never meet.",
              oneOf = {"live", "test"})
          String mode,
      @Member("What it may do, in the order of the alphabet.") List<String> scopes,
      @Member("Whom it is bound to; null for a key of the whole project.")
          @Nullable String endUserId) {
    KeyAnswer {
      scopes = List.copyOf(scopes);
    }

    static KeyAnswer of(Caller caller, String name) {
      return new KeyAnswer(
          caller.keyId(),
          name,
          caller.project().value(),
          caller.mode().text(),
          caller.scopes().stream().sorted().toList(),
          caller.boundTo().map(EndUserId::value).orElse(null));
    }
  }
}
