package dev.hark.indexer;

import io.micronaut.context.annotation.ConfigurationProperties;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;

/**
 * Where search-service is, and how long it may take.
 *
 * @param address host:port of its gRPC server
 * @param timeout for a call without words, and for the answer after the last chunk
 * @param stallTimeout without taking one more chunk while chunks are sent
 * @param timeoutPerChunk added for each chunk to the deadline of a whole transcript
 */
@ConfigurationProperties("hark.search-service")
record SearchServiceConfiguration(
    @NotBlank String address, Duration timeout, Duration stallTimeout, Duration timeoutPerChunk) {}
