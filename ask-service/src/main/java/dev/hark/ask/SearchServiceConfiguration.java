package dev.hark.ask;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * Where search-service is.
 *
 * @param address host:port of its gRPC server
 * @param budget for a search or look-up
 * @param transcriptBudget for a transcript read whole
 */
@ConfigurationProperties("hark.search-service")
record SearchServiceConfiguration(
    @Bindable(defaultValue = "127.0.0.1:9092") String address,
    @Bindable(defaultValue = "2800ms") Duration budget,
    @Bindable(defaultValue = "15s") Duration transcriptBudget) {}
