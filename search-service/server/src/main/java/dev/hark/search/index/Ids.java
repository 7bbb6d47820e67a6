package dev.hark.search.index;

import java.util.regex.Pattern;

/** The form of every id: a prefix, an underscore, 1 to 64 letters or digits. */
public final class Ids {
  private static final Pattern SUFFIX = Pattern.compile("[A-Za-z0-9]{1,64}");
  private static final int SHOWN = 80;

  private Ids() {}

  static String check(String prefix, String value) {
    if (!value.startsWith(prefix) || !SUFFIX.matcher(value.substring(prefix.length())).matches()) {
      throw new IllegalArgumentException(
          "an id is %s and 1 to 64 letters or digits, not '%s'".formatted(prefix, cut(value)));
    }
    return value;
  }

  private static String cut(String value) {
    return value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
  }

  /** Names a project: {@code proj_…}. */
  public record ProjectId(String value) {
    public ProjectId {
      Ids.check("proj_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names an end user within its project: {@code eu_…}. */
  public record EndUserId(String value) {
    public EndUserId {
      Ids.check("eu_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a recording within its project: {@code rec_…}. */
  public record RecordingId(String value) {
    public RecordingId {
      Ids.check("rec_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a transcription within its project: {@code txn_…}. */
  public record TranscriptionId(String value) {
    public TranscriptionId {
      Ids.check("txn_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a chunk, the same each time the same event is cut: {@code chk_…}. */
  public record ChunkId(String value) {
    public ChunkId {
      Ids.check("chk_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names an event: {@code evt_…}. */
  public record EventId(String value) {
    public EventId {
      Ids.check("evt_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
