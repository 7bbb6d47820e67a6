package dev.hark.gateway.enduser;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.Parameters;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list of end users that is asked for.
 *
 * @param part of a name or an external id
 */
record EndUserPage(
    Caller caller,
    Optional<String> externalId,
    Optional<String> part,
    int limit,
    int offset,
    Optional<Place> place) {
  /** Nothing here is secret from who may list: it tells an altered cursor from a good one. */
  private static final CursorSeal SEAL = new CursorSeal("end users");

  /** The last one of the part before. */
  private record Place(Instant createdAt, String id) {}

  static EndUserPage read(Parameters parameters, Caller caller) {
    Optional<String> externalId = parameters.text("external_id");
    Optional<String> part = parameters.text("q");
    String cursor = parameters.cursor();
    Optional<Place> place =
        cursor.isEmpty()
            ? Optional.empty()
            : Optional.of(place(cursor, list(caller, externalId, part)));
    return new EndUserPage(
        caller, externalId, part, parameters.limit(), parameters.offset(), place);
  }

  private static Place place(String cursor, List<String> list) {
    return SEAL.open(cursor, list)
        .map(text -> text.split(" ", 2))
        .map(parts -> new Place(Instant.parse(parts[0]), parts[1]))
        .orElseThrow(
            () ->
                Fields.wrong(
                    "cursor", "the 'next_cursor' of a page of the same list, or left out"));
  }

  private static List<String> list(
      Caller caller, Optional<String> externalId, Optional<String> part) {
    return List.of(
        caller.project().value(),
        caller.mode().text(),
        boundTo(caller) == null ? "" : String.valueOf(boundTo(caller)),
        externalId.map(id -> "=" + id).orElse(""),
        part.orElse(""));
  }

  private static @Nullable String boundTo(Caller caller) {
    return caller.boundTo().map(EndUserId::value).orElse(null);
  }

  /** One more than the page may have, if there are so many. */
  List<EndUserRow> find(EndUsers endUsers) {
    return endUsers.page(
        caller.project().value(),
        caller.mode().text(),
        boundTo(caller),
        externalId.orElse(null),
        part.orElse(null),
        place.map(Place::createdAt).orElse(null),
        place.map(Place::id).orElse(null),
        limit + 1,
        offset);
  }

  /** The cursor of what comes after this one. */
  String after(EndUserRow last) {
    return SEAL.seal(last.createdAt() + " " + last.id(), list(caller, externalId, part));
  }
}
