package dev.hark.indexer;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where ask-service is, which is told of deletions.
 *
 * @param address host:port of its gRPC server; it is not told when empty
 * @param timeout for a deletion
 */
@ConfigurationProperties("hark.ask-service")
record AskServiceConfiguration(
    @Bindable(defaultValue = "") String address,
    @Bindable(defaultValue = "60s") Duration timeout) {}
