package dev.hark.gateway.erasure;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.gateway.http.PageAnswer;
import dev.hark.gateway.key.Scope;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ErasureId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A part of the list of erasures that is asked for.
 *
 * @param types of what was deleted: those that the caller may read
 * @param completed only those that are, or are not; all when empty
 * @param after the last one of the page before
 */
record ErasurePage(
    Caller caller,
    List<String> types,
    Optional<Boolean> completed,
    int limit,
    Optional<ErasureId> after) {
  /** Nothing here is secret from who may list: it tells an altered cursor from a good one. */
  private static final CursorSeal SEAL = new CursorSeal("erasures");

  static ErasurePage read(Parameters parameters, Caller caller) {
    ErasurePage first =
        new ErasurePage(
            caller,
            Arrays.stream(Target.Type.values())
                .filter(type -> scope(type).isHeldBy(caller))
                .map(Target.Type::text)
                .toList(),
            parameters.text("status").map(ErasurePage::isCompleted),
            parameters.limit(),
            Optional.empty());
    String cursor = parameters.cursor();
    return cursor.isEmpty() ? first : first.after(cursor);
  }

  /** Who may read a recording may know that it was deleted, and so with end users. */
  static Scope scope(Target.Type type) {
    return switch (type) {
      case RECORDING -> Scope.RECORDINGS_READ;
      case END_USER -> Scope.END_USERS_READ;
    };
  }

  private static boolean isCompleted(String status) {
    return switch (status) {
      case "completed" -> true;
      case "pending" -> false;
      default -> throw Fields.wrong("status", "'pending' or 'completed'");
    };
  }

  private ErasurePage after(String cursor) {
    ErasureId last =
        SEAL.open(cursor, list())
            .flatMap(id -> Ids.parse(ErasureId::new, id))
            .orElseThrow(
                () ->
                    Fields.wrong(
                        "cursor", "the 'next_cursor' of a page of the same list, or left out"));
    return new ErasurePage(caller, types, completed, limit, Optional.of(last));
  }

  private List<String> list() {
    return List.of(
        caller.project().value(),
        caller.mode().text(),
        caller.boundTo().map(EndUserId::value).orElse(""),
        String.join(",", types),
        completed.map(String::valueOf).orElse(""));
  }

  /**
   * The page.
   *
   * @param found one more than it may have, if there are so many
   */
  PageAnswer<ErasureAnswer> of(List<Progress> found) {
    List<Progress> page = found.subList(0, Math.min(limit, found.size()));
    return PageAnswer.of(
        page.stream().map(ErasureAnswer::of).toList(),
        found.size() > limit ? SEAL.seal(page.getLast().erasure().id().value(), list()) : "");
  }
}
