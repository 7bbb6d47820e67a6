package dev.hark.search;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How searches behave.
 *
 * @param embeddingPatience for the vector of a query; after that only its words are searched
 */
@ConfigurationProperties("hark.search")
record SearchConfiguration(@Bindable(defaultValue = "1s") Duration embeddingPatience) {}
