package dev.hark.gateway.admin;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.key.ListedKey;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A page of the list of keys, the newest first. */
record KeyPage(List<ListedKey> data, boolean hasMore, @Nullable String nextCursor) {
  /** Nothing here is secret from who may list keys: it tells an altered cursor from a good one. */
  private static final CursorSeal SEAL = new CursorSeal("keys");

  /**
   * The first keys of those that were found.
   *
   * @param found one more than the page may have, if there are so many
   */
  static KeyPage of(List<ListedKey> found, int limit, Optional<ProjectId> project) {
    List<ListedKey> page = found.subList(0, Math.min(limit, found.size()));
    boolean more = found.size() > limit;
    return new KeyPage(page, more, more ? SEAL.seal(page.getLast().id(), filter(project)) : null);
  }

  private static List<String> filter(Optional<ProjectId> project) {
    return List.of("keys", project.map(ProjectId::value).orElse(""));
  }

  /** The last key of the page before; a cursor of a list with another filter is refused. */
  static Optional<KeyId> after(String cursor, Optional<ProjectId> project) {
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        SEAL.open(cursor, filter(project))
            .flatMap(id -> Ids.parse(KeyId::new, id))
            .orElseThrow(
                () ->
                    Fields.wrong(
                        "cursor", "the 'next_cursor' of a page of the same list, or left out")));
  }
}
