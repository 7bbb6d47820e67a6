package dev.hark.indexer.kafka;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.Positive;
import java.time.Duration;

/**
 * How long and how often servers are asked for transcripts.
 *
 * @param giveUpAfter from the first attempt that failed; what is not there then is a dead letter
 * @param fetches transcripts that are fetched and indexed at a time
 * @param fetchesPerProject of these for one project, so that its servers hold up no other's
 */
@ConfigurationProperties("hark.transcripts")
record FetchConfiguration(
    Duration giveUpAfter, @Positive int fetches, @Positive int fetchesPerProject) {}
