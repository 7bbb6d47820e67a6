package dev.hark.ask.model.langchain4j;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long language models are waited for.
 *
 * @param connect for a connection
 * @param firstToken from the request, or the last sign of thinking, to the first word
 * @param betweenTokens from one word or sign of thinking to the next
 * @param usage from the reason to finish to the end, for the usage that may follow
 * @param whole for the answer
 */
@ConfigurationProperties("hark.model-timeouts")
public record ModelTimeouts(
    @Bindable(defaultValue = "3s") Duration connect,
    @Bindable(defaultValue = "30s") Duration firstToken,
    @Bindable(defaultValue = "20s") Duration betweenTokens,
    @Bindable(defaultValue = "1s") Duration usage,
    @Bindable(defaultValue = "120s") Duration whole) {}
