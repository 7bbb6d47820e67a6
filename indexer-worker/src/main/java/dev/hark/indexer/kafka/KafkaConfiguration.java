package dev.hark.indexer.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * Where events come from, and how they are worked off.
 *
 * @param fetchTopic where events are whose words have to be fetched first
 * @param bulkTopic where events are that would hold up others
 * @param outcomesTopic where it is told what became of recordings
 * @param bytesInWork see {@link WorkBudget}; 0 for a sixteenth of the heap
 * @param firstRetry wait before the second attempt; each further wait is twice as long
 * @param longestRetry no wait is longer
 * @param revokeGrace how long an event may go on when its partition is given to another worker
 * @param shutdownGrace how long events may go on when the worker is stopped
 */
@ConfigurationProperties("hark.kafka")
record KafkaConfiguration(
    @NotBlank String topic,
    @NotBlank String deadLetterTopic,
    @NotBlank String fetchTopic,
    @NotBlank String bulkTopic,
    @NotBlank String outcomesTopic,
    long bytesInWork,
    Duration firstRetry,
    Duration longestRetry,
    Duration revokeGrace,
    Duration shutdownGrace) {}
