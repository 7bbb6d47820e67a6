package dev.hark.gateway.erasure;

import dev.hark.runtime.id.Ids.ErasureId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;

/** The answer to a deletion. */
public final class Deleted {
  public static final String DESCRIPTION =
      "Answers when search and Ask no longer show it; `Location` names the erasure that tells what"
          + " was removed from where. The deletion goes out as an event too.";

  private Deleted() {}

  /** Nothing to show any more, but where it can be read what became of it. */
  public static HttpResponse<?> see(ErasureId erasure) {
    return HttpResponse.noContent().header(HttpHeaders.LOCATION, "/v1/erasures/" + erasure.value());
  }
}
