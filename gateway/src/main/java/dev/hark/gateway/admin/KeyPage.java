package dev.hark.gateway.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.id.KeyId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.ListedKey;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/** A page of the list of keys, the newest first. */
@JsonPropertyOrder({"data", "has_more", "next_cursor"})
record KeyPage(
    List<ListedKey> data,
    @JsonProperty("has_more") boolean hasMore,
    @JsonProperty("next_cursor") @Nullable String nextCursor) {
  private static final int CHECKSUM_DIGITS = 8;

  /**
   * The first keys of those that were found.
   *
   * @param found one more than the page may have, if there are so many
   */
  static KeyPage of(List<ListedKey> found, int limit, Optional<ProjectId> project) {
    List<ListedKey> page = found.subList(0, Math.min(limit, found.size()));
    boolean more = found.size() > limit;
    return new KeyPage(page, more, more ? cursor(filter(project) + page.getLast().id()) : null);
  }

  /** With a checksum before it, so that an altered one is told from a good one. */
  private static String cursor(String place) {
    CRC32C checksum = new CRC32C();
    checksum.update(place.getBytes(StandardCharsets.US_ASCII));
    String text = HexFormat.of().toHexDigits((int) checksum.getValue()) + place;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }

  private static String filter(Optional<ProjectId> project) {
    return project.map(ProjectId::value).orElse("") + ":";
  }

  /** The last key of the page before; a cursor of a list with another filter is refused. */
  static Optional<KeyId> after(String cursor, Optional<ProjectId> project) {
    if (cursor.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        decoded(cursor)
            .filter(place -> place.startsWith(filter(project)))
            .flatMap(place -> KeyId.parse(place.substring(filter(project).length())))
            .orElseThrow(
                () ->
                    Fields.wrong(
                        "cursor", "the 'next_cursor' of a page of the same list, or left out")));
  }

  private static Optional<String> decoded(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
      String place = text.substring(Math.min(CHECKSUM_DIGITS, text.length()));
      return Optional.of(place).filter(there -> cursor(there).equals(cursor));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
