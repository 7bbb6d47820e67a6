package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.RecordingId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/** What a conversation draws on; set when it begins and never changed. */
public sealed interface Scope {
  /** The recordings that it names, none when it is not a matter of names. */
  List<RecordingId> recordings();

  /**
   * One recording, read whole.
   *
   * @param title the recording's title when the session was made
   */
  record Recording(RecordingId recording, Optional<String> title) implements Scope {
    @Override
    public List<RecordingId> recordings() {
      return List.of(recording);
    }
  }

  /** Everything that the session's end user has. */
  record Library() implements Scope {
    @Override
    public List<RecordingId> recordings() {
      return List.of();
    }
  }

  /** A chosen set, 1 to 500, none twice. */
  record Selected(List<RecordingId> recordings) implements Scope {
    /** As the contract says. */
    public static final int MOST = 500;

    public Selected {
      recordings = List.copyOf(recordings);
      if (recordings.isEmpty() || recordings.size() > MOST) {
        throw new IllegalArgumentException(
            "a selected scope has 1 to %d recordings, not %d".formatted(MOST, recordings.size()));
      }
      if (new HashSet<>(recordings).size() != recordings.size()) {
        throw new IllegalArgumentException("a selected scope names no recording twice");
      }
    }
  }

  /** The kinds, for filters. */
  enum Type {
    RECORDING,
    LIBRARY,
    SELECTED,
    /** Reserved: no session has it. */
    FOLDER
  }
}
