package dev.hark.search.query;

import dev.hark.search.index.Chunk;
import dev.hark.search.index.Generation;
import dev.hark.search.index.Project.Tenant;
import java.util.List;
import java.util.Optional;

/** Chunks by their place. Safe for many threads. */
public interface TranscriptStore {
  /** The chunks of a generation from one place to before another; empty for those that are gone. */
  List<Optional<Chunk>> chunks(Tenant tenant, Generation generation, int from, int to);
}
