package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.id.EndUserId;
import io.micronaut.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A request that is being done. Whoever does it says what came of it, once; what is said after that
 * changes nothing. Without a key from the client it keeps nothing. Safe for many threads; no call
 * fails, as an answer that cannot be kept is an answer all the same.
 */
public final class Attempt {
  private static final Logger log = LoggerFactory.getLogger(Attempt.class);

  private final @Nullable Kept kept;
  private final AtomicBoolean ended = new AtomicBoolean();

  private record Kept(IdempotencyRecords records, Leases leases, Claim.Ours claim) {}

  private Attempt(@Nullable Kept kept) {
    this.kept = kept;
  }

  static Attempt withoutKey() {
    return new Attempt(null);
  }

  static Attempt of(IdempotencyRecords records, Leases leases, Claim.Ours claim) {
    leases.hold(claim.claim());
    return new Attempt(new Kept(records, leases, claim));
  }

  /** Whether the client gave it a key: then it is to be done to its end, whoever listens. */
  public boolean isNamed() {
    return kept != null;
  }

  /**
   * What is to follow the prefix of ids that the request makes, the same each time that it is done.
   * Empty when nobody can ask for it again.
   */
  public Optional<String> madeId() {
    return Optional.ofNullable(kept).map(known -> known.claim().madeId());
  }

  /** Whether the session that it makes was made before, and may have been deleted since. */
  public boolean mayBeDeleted() {
    return kept != null && kept.claim().sessionDeleted();
  }

  /**
   * Keeps an answer, before the client has it.
   *
   * @param endUser whose words it holds, so that it is found when those are erased
   */
  public <T extends HttpResponse<byte[]>> T answered(T answer, Optional<EndUserId> endUser) {
    end(known -> known.records().answer(known.claim().claim(), KeptAnswer.of(answer), endUser));
    return answer;
  }

  /** Keeps a failure if it is one that stays, such as a body that can never be taken. */
  public void failed(Failure failure) {
    switch (failure.code()) {
      case RATE_LIMIT_EXCEEDED, PROVIDER_ERROR, UNAVAILABLE -> interrupted();
      case UNAUTHORIZED, FORBIDDEN -> end(known -> known.records().forget(known.claim().claim()));
      case INVALID_REQUEST,
          NOT_FOUND,
          TRANSCRIPTION_NOT_READY,
          TRANSCRIPT_TOO_LARGE,
          REQUEST_TOO_LARGE,
          IDEMPOTENCY_KEY_REUSED,
          IDEMPOTENCY_IN_PROGRESS ->
          end(
              known ->
                  known
                      .records()
                      .answer(known.claim().claim(), KeptAnswer.of(failure), Optional.empty()));
    }
  }

  /** There is no answer; the same request may be done again. */
  public void interrupted() {
    end(known -> known.records().release(known.claim().claim()));
  }

  private interface Ending {
    void of(Kept kept);
  }

  private void end(Ending ending) {
    if (kept == null || !ended.compareAndSet(false, true)) {
      return;
    }
    try {
      ending.of(kept);
    } catch (FailureException e) {
      // The lease runs out; the request is done again then, with the same ids and nothing twice.
      log.warn("what came of a request could not be kept: {}", e.failure().code());
    } finally {
      kept.leases().end(kept.claim().claim());
    }
  }
}
