package dev.hark.indexer.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Positive;

/**
 * What goes through the bulk topic, so that it does not hold up what is small and new.
 *
 * @param largeEvent bytes of an event from which on it does
 * @param share events of one project, and 8 KiB each, that do not within a moment
 * @param sharePerSecond how fast that share is there again
 * @param totalShares shares that all projects have together
 * @param indexed events of the bulk topic that are indexed at a time
 * @param indexedPerProject of these of one project
 * @param embedded batches of 8 chunks of the side topics that are embedded at a time
 */
@ConfigurationProperties("hark.bulk")
public record BulkConfiguration(
    @Positive int largeEvent,
    @Positive int share,
    @Positive int sharePerSecond,
    @Positive int totalShares,
    @Positive int indexed,
    @Positive int indexedPerProject,
    @Positive int embedded) {}
