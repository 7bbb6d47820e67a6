package dev.hark.indexer.indexing.grpc;

import java.time.Duration;

/**
 * How long search-service may take.
 *
 * @param call for a call without words, and for the answer after the last chunk
 * @param stall without taking one more chunk while chunks are sent
 * @param perChunk added for each chunk to the deadline of the whole stream; embedding counts too
 */
public record Timeouts(Duration call, Duration stall, Duration perChunk) {}
