package dev.hark.gateway.webhook;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.rpc.Call;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Caller;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page of one of this package's lists.
 *
 * @param list what a cursor belongs to
 * @param after the last item of the page before
 */
record WebhookPage(List<String> list, Optional<String> after, int limit) {
  /** Nothing here is secret from who may list: it tells an altered cursor from a good one. */
  private static final CursorSeal SEAL = new CursorSeal("webhooks");

  static WebhookPage of(Parameters parameters, Caller caller, String name) {
    List<String> list = List.of(name, caller.project().value(), caller.mode().text());
    String cursor = parameters.cursor();
    Optional<String> after =
        cursor.isEmpty()
            ? Optional.empty()
            : Optional.of(
                SEAL.open(cursor, list)
                    .orElseThrow(
                        () ->
                            Fields.wrong(
                                "cursor",
                                "the 'next_cursor' of a page of the same list, or left out")));
    return new WebhookPage(list, after, parameters.limit());
  }

  /**
   * The first of those that were found.
   *
   * @param found one more than the page may have, if there are so many
   * @param place of an item in the list
   */
  <R, A> PageAnswer<A> of(List<R> found, Function<R, A> shown, Function<R, String> place) {
    List<R> page = found.subList(0, Math.min(limit, found.size()));
    return PageAnswer.of(
        page.stream().map(shown).toList(),
        found.size() > limit ? SEAL.seal(place.apply(page.getLast()), list) : "");
  }

  /**
   * Who may have to do with a project's webhooks.
   *
   * @throws FailureException for a key that is bound to an end user
   */
  static Caller callerOf(Call call) {
    Caller caller = call.caller();
    if (caller.boundTo().isPresent()) {
      throw new FailureException(
          Failure.forbidden(
              null,
              "This key is bound to an end user, and webhooks tell of all. Use a key that is"
                  + " not."));
    }
    return caller;
  }
}
