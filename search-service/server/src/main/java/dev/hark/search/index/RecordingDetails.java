package dev.hark.search.index;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a recording; null is what it does not say.
 *
 * @param metadata the client's JSON object, given back as it came; at most 8 KiB
 */
public record RecordingDetails(
    @Nullable String title,
    @Nullable Instant recordedAt,
    @Nullable Duration duration,
    @Nullable String metadata) {
  /** Says nothing. */
  public static final RecordingDetails NONE = new RecordingDetails(null, null, null, null);

  private static final int MAX_METADATA_BYTES = 8 * 1024;

  public RecordingDetails {
    if (duration != null && duration.isNegative()) {
      throw new IllegalArgumentException("a duration must not be negative: " + duration);
    }
    int bytes = metadata == null ? 0 : metadata.getBytes(StandardCharsets.UTF_8).length;
    if (bytes > MAX_METADATA_BYTES) {
      throw new IllegalArgumentException("metadata must be at most 8 KiB, not " + bytes + " bytes");
    }
  }
}
