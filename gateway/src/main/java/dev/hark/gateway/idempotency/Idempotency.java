package dev.hark.gateway.idempotency;

import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.SessionId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does a request that its client gave a key once, whatever becomes of clients, connections and
 * gateways: the same request again gets the answer of the first. Every route that is a POST goes
 * through here. Safe for many threads.
 */
@Singleton
public final class Idempotency {
  private static final Logger log = LoggerFactory.getLogger(Idempotency.class);

  private final IdempotencyRecords records;
  private final Leases leases;
  private final IdGenerator ids;

  Idempotency(IdempotencyRecords records, Leases leases, IdGenerator ids) {
    this.records = records;
    this.leases = leases;
    this.ids = ids;
  }

  /** Does a request, or fails with a {@link FailureException}. */
  @FunctionalInterface
  public interface Work {
    /**
     * Does it.
     *
     * @param attempt to be told what came of it, by whoever knows: also later, when the answer that
     *     is returned has not ended yet
     */
    HttpResponse<?> answer(Attempt attempt);
  }

  /** Gives an answer again that was kept. */
  @FunctionalInterface
  public interface Replay {
    /**
     * The answer as it was.
     *
     * @return empty when it may not be given any more, as what it names is gone: then the request
     *     is done again
     */
    Optional<? extends HttpResponse<?>> of(KeptAnswer answer);
  }

  /** An answer that is still being made while it is given. */
  public interface StreamedAnswer extends AutoCloseable {
    /** The client has all or has left; what is being made is made to its end if it is kept. */
    @Override
    void close();
  }

  /** The session that a request is about, which may be the one that it makes. */
  @FunctionalInterface
  public interface InSession {
    /**
     * Its id.
     *
     * @param madeId what follows the prefix of the ids that the request makes
     */
    Optional<String> id(String madeId);
  }

  /**
   * Does the work, unless it was done before.
   *
   * @param replay not asked for turns that were told: their work is done again, by which
   *     ask-service tells what it has
   * @throws FailureException when the work does, when the key was given to another request, or when
   *     that request is being done
   */
  public HttpResponse<?> once(
      HttpRequest<?> request,
      Caller caller,
      byte @Nullable [] body,
      InSession session,
      Work work,
      Replay replay) {
    Optional<KeyedRequest> keyed = KeyedRequest.of(request, caller, body);
    if (keyed.isEmpty()) {
      return work.answer(Attempt.withoutKey());
    }
    String madeId = ids.nextWithinMillisecond();
    return switch (records.claim(keyed.get(), madeId, session.id(madeId))) {
      case Claim.Ours ours -> toTheEnd(work, Attempt.of(records, leases, ours));
      case Claim.Streamed streamed -> KeptAnswer.marked(work.answer(Attempt.again(streamed)));
      case Claim.Answered(KeptAnswer answer) when answer.isFailure() ->
          KeptAnswer.marked(answer.to(request));
      case Claim.Answered(KeptAnswer answer) -> {
        Optional<? extends HttpResponse<?>> again = replay.of(answer);
        if (again.isPresent()) {
          yield KeptAnswer.marked(again.get());
        }
        records.reopen(keyed.get());
        yield once(request, caller, body, session, work, replay);
      }
      case Claim.InProgress inProgress -> throw inProgress();
      case Claim.OfAnother ofAnother -> throw reused();
    };
  }

  /**
   * Looks at the key before a body that takes long is read.
   *
   * @throws FailureException when it cannot be one
   */
  public void check(HttpRequest<?> request) {
    var _ = KeyedRequest.key(request);
  }

  /**
   * Deletes a session, and with it what was answered in it: that before, as this process may end in
   * between, and after, for what was done meanwhile.
   *
   * @param deletion of a session that is there, and that this caller may delete
   * @throws FailureException when the deletion does, or what is kept cannot be reached
   */
  public void withdraw(Caller caller, SessionId session, Runnable deletion) {
    records.withdraw(caller.project(), caller.mode(), session);
    deletion.run();
    try {
      records.withdraw(caller.project(), caller.mode(), session);
    } catch (FailureException e) {
      // Not a reason to tell the client that its session is still there.
      log.warn("request_id={} the last answers of a session are kept", caller.requestId());
    }
  }

  private static HttpResponse<?> toTheEnd(Work work, Attempt attempt) {
    return UninterruptedWork.<HttpResponse<?>>call(() -> run(work, attempt), Idempotency::close)
        .orElseThrow(() -> new FailureException(Failure.unavailable()));
  }

  /** A stream that nobody reads any more is read to its end. */
  private static void close(HttpResponse<?> unwanted) {
    if (unwanted.body() instanceof StreamedAnswer stream) {
      stream.close();
    }
  }

  private static HttpResponse<?> run(Work work, Attempt attempt) {
    boolean answered = false;
    try {
      HttpResponse<?> answer = work.answer(attempt);
      answered = true;
      return answer;
    } catch (FailureException e) {
      attempt.failed(e.failure());
      throw e;
    } finally {
      if (!answered) {
        attempt.interrupted();
      }
    }
  }

  private static FailureException inProgress() {
    return new FailureException(
        new Failure(
            ErrorCode.IDEMPOTENCY_IN_PROGRESS,
            "The first request with this Idempotency-Key is still running."
                + " Send it again in a moment to get its answer.",
            null));
  }

  private static FailureException reused() {
    return new FailureException(
        new Failure(
            ErrorCode.IDEMPOTENCY_KEY_REUSED,
            "This Idempotency-Key was sent before with another request."
                + " Use a new key for each new request.",
            null));
  }
}
