package dev.hark.runtime.id;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The public ids, each kind a type of its own: a prefix that names the kind, then 1 to 64 letters
 * or digits.
 */
public final class Ids {
  private static final Pattern REST = Pattern.compile("[A-Za-z0-9]{1,64}");

  private Ids() {}

  /** Empty when the text cannot be an id of this kind, such as {@code ProjectId::new}. */
  public static <T> Optional<T> parse(Function<String, T> kind, String text) {
    try {
      return Optional.of(kind.apply(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** Refuses what is not such an id, without repeating it: a wrong value may be anything. */
  private static void check(String prefix, String value) {
    if (!value.startsWith(prefix) || !REST.matcher(value.substring(prefix.length())).matches()) {
      throw new IllegalArgumentException(
          "expected " + prefix + " followed by 1 to 64 letters or digits");
    }
  }

  /** Names a project. */
  public record ProjectId(String value) {
    public ProjectId {
      check("proj_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names an end user of a project. */
  public record EndUserId(String value) {
    /** What every id of this kind begins with. */
    public static final String PREFIX = "eu_";

    public EndUserId {
      check(PREFIX, value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a recording of a project. */
  public record RecordingId(String value) {
    /** What every id of this kind begins with. */
    public static final String PREFIX = "rec_";

    public RecordingId {
      check(PREFIX, value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a transcription of a recording. */
  public record TranscriptionId(String value) {
    /** What every id of this kind begins with. */
    public static final String PREFIX = "txn_";

    public TranscriptionId {
      check(PREFIX, value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a chunk of a transcription. */
  public record ChunkId(String value) {
    public ChunkId {
      check("chk_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names an event; the same one each time it is sent. */
  public record EventId(String value) {
    public EventId {
      check("evt_", value);
    }

    /** One that depends on these alone, the same whoever makes it; it sorts by the time. */
    public static EventId derived(Instant at, List<String> identity) {
      return new EventId("evt_" + Derived.from(at, identity));
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a session. */
  public record SessionId(String value) {
    /** What every id of this kind begins with. */
    public static final String PREFIX = "as_";

    public SessionId {
      check(PREFIX, value);
    }

    /** A new one. */
    public static SessionId next(IdGenerator ids) {
      return new SessionId(PREFIX + ids.nextWithinMillisecond());
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names a message of a session. */
  public record MessageId(String value) {
    public MessageId {
      check("msg_", value);
    }

    /** A new one. */
    public static MessageId next(IdGenerator ids) {
      return new MessageId("msg_" + ids.nextWithinMillisecond());
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names an API key, without being it. */
  public record KeyId(String value) {
    public KeyId {
      check("key_", value);
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names the deletion of a recording or an end user. */
  public record ErasureId(String value) {
    public ErasureId {
      check("era_", value);
    }

    /** A new one. */
    public static ErasureId next(IdGenerator ids) {
      return new ErasureId(ids.next("era_"));
    }

    @Override
    public String toString() {
      return value;
    }
  }

  /** Names where a project wants to be told what happens. */
  public record EndpointId(String value) {
    /** What every id of this kind begins with. */
    public static final String PREFIX = "we_";

    public EndpointId {
      check(PREFIX, value);
    }

    @Override
    public String toString() {
      return value;
    }
  }
}
