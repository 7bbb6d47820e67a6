package dev.hark.search.query;

import dev.hark.search.index.Embedding;
import dev.hark.search.index.Ids.RecordingId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the legs look for; a leg without its input takes no part.
 *
 * @param words null leaves the words out
 * @param meaning null leaves the meaning out
 * @param recordings only these; all when empty
 * @param excludedGenerations chunks of these are passed over
 * @param titles whether recordings are looked for by their titles too
 */
public record LegQuery(
    @Nullable String words,
    @Nullable Embedding meaning,
    Set<RecordingId> recordings,
    Set<String> excludedGenerations,
    boolean titles) {
  public LegQuery {
    recordings = Set.copyOf(recordings);
    excludedGenerations = Set.copyOf(excludedGenerations);
  }
}
