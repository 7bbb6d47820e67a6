package dev.hark.ask.model;

import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Asks again when an answer failed before its first word and the failure may pass: at most three
 * calls, with waits that grow and are spread by chance. A provider that says when to come again is
 * waited for when that is soon, and given up at once when it is not.
 */
public final class RetryingChatModel implements ChatModel {
  private static final int MOST_CALLS = 3;
  private static final Duration FIRST_WAIT = Duration.ofMillis(250);

  /** A user waits in front of the screen: longer is for the client to decide. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  /** Lets time pass. */
  @FunctionalInterface
  public interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  private final ChatModel model;
  private final Pause pause;
  private final RandomGenerator random;

  public RetryingChatModel(ChatModel model, Pause pause, RandomGenerator random) {
    this.model = model;
    this.pause = pause;
    this.random = random;
  }

  @Override
  public ModelProfile profile() {
    return model.profile();
  }

  @Override
  public Completion answer(ChatRequest request, Words words) {
    boolean[] begun = {false};
    for (int call = 1; ; call++) {
      Completion completion = model.answer(request, noting(words, begun));
      if (begun[0] || call == MOST_CALLS) {
        return completion;
      }
      Optional<Duration> wait = wait(completion, call);
      if (wait.isEmpty() || !waited(wait.get())) {
        return completion;
      }
    }
  }

  private static Words noting(Words words, boolean[] begun) {
    return new Words() {
      @Override
      public void next(String piece) {
        begun[0] = true;
        words.next(piece);
      }

      @Override
      public void startOver() {
        words.startOver();
      }
    };
  }

  /** Empty when asking again is of no use. */
  private Optional<Duration> wait(Completion completion, int call) {
    return switch (completion) {
      case Completion.Finished finished -> Optional.empty();
      case Completion.Failed(ModelFailure.Busy busy) ->
          busy.retryAfter()
              .or(() -> Optional.of(growing(call)))
              .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0);
      case Completion.Failed(ModelFailure.Broken broken) -> Optional.of(growing(call));
      case Completion.Failed(ModelFailure.TimedOut late) -> Optional.empty();
      case Completion.Failed(ModelFailure.Refused refused) -> Optional.empty();
      case Completion.Failed(ModelFailure.OnlyThoughts thoughts) -> Optional.empty();
    };
  }

  private Duration growing(int call) {
    long most = FIRST_WAIT.toMillis() << call;
    return Duration.ofMillis(most / 2 + random.nextLong(most / 2));
  }

  private boolean waited(Duration wait) {
    try {
      pause.of(wait);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
