package dev.hark.ask.turn;

import dev.hark.ask.model.ModelFailure;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.runtime.id.Ids.SessionId;
import java.io.Serial;
import java.time.Duration;
import java.util.Optional;

/** Why something was not done, by what the caller can do about it. */
public sealed interface AskFailure {
  /** The request cannot work as it is; {@code param} is the path of the field. */
  record Invalid(String param, String message) implements AskFailure {}

  /** The key is bound to another end user than the one asked for. */
  record Forbidden(String param) implements AskFailure {}

  /** Unknown or somebody else's; {@code param} is blank when the path of the call names it. */
  record NotFound(String param) implements AskFailure {}

  /** Recording scope, and the words are not there. */
  record NotReady(TranscriptionStatus status) implements AskFailure {}

  /** Recording scope, and the model cannot read that much. */
  record TooLarge(int transcriptTokens, int maxTokens) implements AskFailure {}

  /** The model gave no answer; the message is kept. */
  record ProviderFailed(SessionId session, Optional<Duration> retryAfter, Remedy remedy)
      implements AskFailure {
    static ProviderFailed of(SessionId session, ModelFailure failure) {
      Optional<Duration> retryAfter =
          failure instanceof ModelFailure.Busy busy ? busy.retryAfter() : Optional.empty();
      return new ProviderFailed(
          session,
          retryAfter,
          switch (failure) {
            case ModelFailure.OnlyThoughts _ -> Remedy.ASK_FOR_LESS;
            case ModelFailure.Refused _ -> Remedy.OPERATOR;
            case ModelFailure.Busy _, ModelFailure.TimedOut _, ModelFailure.Broken _ ->
                Remedy.SEND_AGAIN;
          });
    }

    /** What helps. */
    public enum Remedy {
      SEND_AGAIN,
      /** The model used up its room by thinking: it will do so again. */
      ASK_FOR_LESS,
      /** The provider does not take the key or the request. */
      OPERATOR
    }
  }

  /**
   * A store or service is down, or too much is going on.
   *
   * @param session empty when none was made or named
   */
  record Unavailable(Optional<SessionId> session, Duration retryAfter) implements AskFailure {}

  /**
   * The project has more going on at once than its share of this system.
   *
   * @param session empty when no message is stored
   */
  record Busy(Optional<SessionId> session, Duration retryAfter) implements AskFailure {}

  /**
   * A fault of this service: the same request will hardly succeed later.
   *
   * @param session empty when no message is stored
   */
  record Internal(Optional<SessionId> session) implements AskFailure {}

  /** Carries a failure out of the steps of a turn to the one place that answers it. */
  final class AskFailedException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    private final transient AskFailure failure;

    public AskFailedException(AskFailure failure) {
      super(failure.getClass().getSimpleName());
      this.failure = failure;
    }

    public AskFailure failure() {
      return failure;
    }
  }
}
