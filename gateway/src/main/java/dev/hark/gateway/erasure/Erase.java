package dev.hark.gateway.erasure;

import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.ErasureClient;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ErasureId;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.RecordingId;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Deletes for good what a caller may see. Noted before anything is removed, so that it is carried
 * to its end whatever happens to this process; a deletion that goes on is joined by whoever asks
 * for it again.
 */
@Singleton
public final class Erase {
  /** An event takes some milliseconds; a client is not to wait for a Kafka that is away. */
  private static final Duration EVENT = Duration.ofMillis(500);

  private final Erasures erasures;
  private final ErasureSteps steps;
  private final IdGenerator ids;

  Erase(Erasures erasures, ErasureSteps steps, IdGenerator ids) {
    this.erasures = erasures;
    this.steps = steps;
    this.ids = ids;
  }

  /**
   * Deletes a recording.
   *
   * @param owner finds whose it is; called unless its deletion goes on already
   * @throws FailureException not found by {@code owner}; or not everywhere done yet, and will be
   */
  public ErasureId recording(Call call, RecordingId recording, Supplier<EndUserId> owner) {
    return erase(
        call,
        Target.Type.RECORDING,
        recording.value(),
        caller -> new Target.Recording(recording, owner.get()));
  }

  /**
   * Deletes an end user with all that is theirs.
   *
   * @param check throws when there is no such end user; called unless the deletion goes on already
   * @throws FailureException by {@code check}; or not everywhere done yet, and will be
   */
  public ErasureId endUser(Call call, EndUserId endUser, Runnable check) {
    return erase(
        call,
        Target.Type.END_USER,
        endUser.value(),
        caller -> {
          check.run();
          return new Target.EndUser(endUser);
        });
  }

  private ErasureId erase(
      Call call, Target.Type type, String target, Function<Caller, Target> visible) {
    Caller caller = call.caller();
    Erasure erasure =
        erasures
            .pending(caller.project(), caller.mode(), caller.boundTo(), type, target)
            .orElseGet(() -> erasures.begin(wanted(caller, visible.apply(caller))));
    return switch (steps.run(erasure, call.left(), EVENT)) {
      case NOTHING, THE_EVENT -> erasure.id();
      case STORES -> throw new FailureException(Failure.notDeletedYet(erasure.id().value()));
    };
  }

  private Erasure wanted(Caller caller, Target target) {
    return new Erasure(
        ErasureId.next(ids),
        target,
        new ErasureClient.Order(
            caller.project(),
            caller.mode(),
            new KeyId(caller.keyId()),
            caller.requestId(),
            ids.next("evt_"),
            Instant.now().truncatedTo(ChronoUnit.MILLIS)));
  }
}
