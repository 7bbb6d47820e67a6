package dev.hark.ask;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How questions are answered.
 *
 * @param chunks in a prompt at most
 * @param sourceTokens of all chunks in a prompt at most
 * @param historyTokens of earlier turns in a prompt at most
 * @param maxTurns at a time
 * @param rewriteFollowUps whether the default model rewrites follow-ups before they are searched
 * @param defaultProvider who answers when nobody asks for a provider; blank for the first with a
 *     key
 * @param localVectors that the local answerer keeps
 */
@ConfigurationProperties("hark.ask")
record AskConfiguration(
    @Bindable(defaultValue = "40") int chunks,
    @Bindable(defaultValue = "14000") int sourceTokens,
    @Bindable(defaultValue = "4000") int historyTokens,
    @Bindable(defaultValue = "2000") int maxTurns,
    @Bindable(defaultValue = "false") boolean rewriteFollowUps,
    @Bindable(defaultValue = "") String defaultProvider,
    @Bindable(defaultValue = "20000") int localVectors) {}
