package dev.hark.indexer.event;

import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import java.time.Instant;

/**
 * What every event says of itself.
 *
 * @param createdAt when it happened, in milliseconds; of two events about the same thing the later
 *     wins, whatever the order in which they arrive
 */
public record Envelope(EventId id, Instant createdAt, ProjectId project, Mode mode) {}
