package dev.hark.ask;

import dev.hark.runtime.fair.FairSlots;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How questions are answered.
 *
 * @param chunks in a prompt at most
 * @param sourceTokens of all chunks in a prompt at most
 * @param historyTokens of earlier turns in a prompt at most
 * @param maxTurns at a time
 * @param turnsAtWork turns at a time that do not wait for a model: fewer than the store has
 *     connections, so that other calls find one
 * @param callsAtWork other calls at a time; with the turns as many as connections
 * @param turnQueueTime for that; half of the 20 s in which a turn must begin
 * @param localAnswers answers that {@code local} computes at a time; one a core when 0
 * @param localQueueTime for that; less than the 180 s in which a turn must end
 * @param localNice how far those stand back for other work of the machine, from 0 to 19
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
    @Bindable(defaultValue = "6") int turnsAtWork,
    @Bindable(defaultValue = "4") int callsAtWork,
    @Bindable(defaultValue = "10s") Duration turnQueueTime,
    @Bindable(defaultValue = "0") int localAnswers,
    @Bindable(defaultValue = "100s") Duration localQueueTime,
    @Bindable(defaultValue = "10") int localNice,
    @Bindable(defaultValue = "false") boolean rewriteFollowUps,
    @Bindable(defaultValue = "") String defaultProvider,
    @Bindable(defaultValue = "20000") int localVectors) {
  private static final Duration LATELY = Duration.ofSeconds(2);

  /** As many turns wait at most as there may be at all. */
  FairSlots turnSlots() {
    return new FairSlots(FairSlots.Limits.ofLongWork(turnsAtWork, maxTurns, LATELY));
  }

  FairSlots callSlots() {
    return new FairSlots(FairSlots.Limits.ofLongWork(callsAtWork, maxTurns, LATELY));
  }

  FairSlots localSlots() {
    int most = localAnswers == 0 ? Runtime.getRuntime().availableProcessors() : localAnswers;
    return new FairSlots(FairSlots.Limits.ofShortWork(most, most, maxTurns, LATELY));
  }
}
