package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Ids.EndUserId;
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

  private final Optional<String> madeId;
  private final boolean mayBeDeleted;
  private final @Nullable Kept kept;
  private final AtomicBoolean ended = new AtomicBoolean();

  private record Kept(IdempotencyRecords records, Leases leases, String claim) {}

  private Attempt(Optional<String> madeId, boolean mayBeDeleted, @Nullable Kept kept) {
    this.madeId = madeId;
    this.mayBeDeleted = mayBeDeleted;
    this.kept = kept;
  }

  static Attempt withoutKey() {
    return new Attempt(Optional.empty(), false, null);
  }

  static Attempt of(IdempotencyRecords records, Leases leases, Claim.Ours claim) {
    leases.hold(claim.claim());
    return new Attempt(
        Optional.of(claim.madeId()),
        claim.sessionDeleted(),
        new Kept(records, leases, claim.claim()));
  }

  /** Of a turn that was told before: ask-service tells it again, and there is nothing to keep. */
  static Attempt again(Claim.Streamed before) {
    return new Attempt(Optional.of(before.madeId()), true, null);
  }

  /** Whether what comes of it is to be kept: then it is done to its end, whoever listens. */
  public boolean isToBeKept() {
    return kept != null;
  }

  /**
   * What is to follow the prefix of ids that the request makes, the same each time that it is done.
   * Empty when nobody can ask for it again.
   */
  public Optional<String> madeId() {
    return madeId;
  }

  /** Whether the session that it makes was made before, and may have been deleted since. */
  public boolean mayBeDeleted() {
    return mayBeDeleted;
  }

  /**
   * Keeps an answer, before the client has it.
   *
   * @param endUser whose words it holds, so that it is found when those are erased
   */
  public <T extends HttpResponse<byte[]>> T answered(T answer, Optional<EndUserId> endUser) {
    return answered(answer, answer.body(), endUser);
  }

  /**
   * The same, but for what is kept instead of the body.
   *
   * @param reference JSON that the body can be made from again
   */
  public <T extends HttpResponse<byte[]>> T answered(
      T answer, byte[] reference, Optional<EndUserId> endUser) {
    end(known -> known.records().answer(known.claim(), KeptAnswer.of(answer, reference), endUser));
    return answer;
  }

  /**
   * Keeps that a turn was answered, and nothing of its words: ask-service has the answer, and tells
   * it again to who comes with the same ids.
   *
   * @param endUser whose turn it is
   */
  public void told(Optional<EndUserId> endUser) {
    end(known -> known.records().told(known.claim(), endUser));
  }

  /**
   * Keeps a failure if the same request can never succeed, such as a body that cannot be taken:
   * what a service says now may be another thing later.
   */
  public void failed(Failure failure) {
    switch (failure.code()) {
      case REFUSED,
          NOT_FOUND,
          TRANSCRIPTION_NOT_READY,
          TRANSCRIPT_TOO_LARGE,
          ALREADY_EXISTS,
          IDEMPOTENCY_IN_PROGRESS,
          RATE_LIMIT_EXCEEDED,
          PROVIDER_ERROR,
          UNAVAILABLE,
          INTERNAL ->
          interrupted();
      case UNAUTHORIZED, FORBIDDEN -> end(known -> known.records().forget(known.claim()));
      case INVALID_REQUEST, REQUEST_TOO_LARGE, IDEMPOTENCY_KEY_REUSED ->
          end(
              known ->
                  known.records().answer(known.claim(), KeptAnswer.of(failure), Optional.empty()));
    }
  }

  /** There is no answer; the same request may be done again. */
  public void interrupted() {
    end(known -> known.records().release(known.claim()));
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
      kept.leases().end(kept.claim());
    }
  }
}
