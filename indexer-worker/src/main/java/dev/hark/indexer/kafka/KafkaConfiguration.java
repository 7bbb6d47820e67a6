package dev.hark.indexer.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.time.Duration;
import java.util.Optional;

/**
 * Where events come from, and how they are worked off.
 *
 * @param fetchTopic where events are whose words have to be fetched first
 * @param instanceId a name of this worker that survives its restart (static membership); it must
 *     differ between workers
 * @param sessionTimeout after which silence a worker is taken for dead and its partitions are given
 *     to others
 * @param maxPollInterval after which a worker whose loop hangs is taken for dead
 * @param bytesInWork see {@link WorkBudget}; 0 for a sixteenth of the heap
 * @param firstRetry wait before the second attempt; each further wait is twice as long
 * @param longestRetry no wait is longer
 * @param revokeGrace how long an event may go on when its partition is given to another worker
 * @param shutdownGrace how long events may go on when the worker is stopped
 */
@ConfigurationProperties("hark.kafka")
record KafkaConfiguration(
    @NotBlank String bootstrap,
    @NotBlank String topic,
    @NotBlank String deadLetterTopic,
    @NotBlank String fetchTopic,
    @NotBlank String groupId,
    Optional<String> instanceId,
    Duration sessionTimeout,
    Duration maxPollInterval,
    @Positive int maxPollRecords,
    long bytesInWork,
    Duration firstRetry,
    Duration longestRetry,
    Duration revokeGrace,
    Duration shutdownGrace) {}
