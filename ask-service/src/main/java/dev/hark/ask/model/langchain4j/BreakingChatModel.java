package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.model.ModelProfile;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Leaves a provider alone that keeps failing: its users hear so at once, and it is not kept down by
 * their calls. Failures that are ours, such as a wrong key or too little room to think, do not
 * count.
 */
final class BreakingChatModel implements ChatModel {
  /** Half of the last 20 calls failed: beyond bad luck, and noticed within seconds under load. */
  private static final int WINDOW = 20;

  private static final int LEAST_CALLS = 8;
  private static final float SHARE = 50;
  private static final Duration REST = Duration.ofSeconds(15);
  private static final int TRIALS = 2;

  private final ChatModel model;
  private final CircuitBreaker breaker;

  BreakingChatModel(ChatModel model) {
    this.model = model;
    this.breaker =
        CircuitBreaker.of(
            model.profile().provider(),
            CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(WINDOW)
                .minimumNumberOfCalls(LEAST_CALLS)
                .failureRateThreshold(SHARE)
                .waitDurationInOpenState(REST)
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                .recordResult(BreakingChatModel::failed)
                .build());
  }

  @Override
  public ModelProfile profile() {
    return model.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    if (!breaker.tryAcquirePermission()) {
      return new Completion.Failed(
          new ModelFailure.Busy("left alone for a while", Optional.of(REST)));
    }
    long begun = System.nanoTime();
    Completion completion = new Completion.Failed(new ModelFailure.Broken("an error of ours"));
    try {
      completion = model.answer(request, words);
      return completion;
    } finally {
      breaker.onResult(System.nanoTime() - begun, TimeUnit.NANOSECONDS, completion);
    }
  }

  private static boolean failed(Object completion) {
    return completion instanceof Completion.Failed(ModelFailure failure)
        && !(failure instanceof ModelFailure.Refused)
        && !(failure instanceof ModelFailure.OnlyThoughts);
  }
}
