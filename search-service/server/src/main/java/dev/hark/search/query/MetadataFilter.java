package dev.hark.search.query;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values that a recording's metadata is asked to have. Equal filters ask for the same. */
public interface MetadataFilter {
  /** Asks for nothing. */
  MetadataFilter NONE = new Nothing();

  /** The terms that stand for them in the index; none when nothing is asked. */
  Set<String> values();

  /** Whether a client's JSON object has all of them. */
  boolean holds(@Nullable String metadata);

  /** What every recording has. */
  record Nothing() implements MetadataFilter {
    @Override
    public Set<String> values() {
      return Set.of();
    }

    @Override
    public boolean holds(@Nullable String metadata) {
      return true;
    }
  }
}
