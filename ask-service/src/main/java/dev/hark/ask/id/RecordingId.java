package dev.hark.ask.id;

/** Names a recording within its project: {@code rec_…}. */
public record RecordingId(String value) {
  /** What every id of this kind begins with. */
  public static final String PREFIX = "rec_";

  public RecordingId {
    Ids.check(PREFIX, value);
  }

  @Override
  public String toString() {
    return value;
  }
}
