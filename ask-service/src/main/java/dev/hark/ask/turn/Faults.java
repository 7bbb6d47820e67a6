package dev.hark.ask.turn;

import dev.hark.ask.retrieval.SourceUnavailableException;
import dev.hark.ask.session.StoreUnavailableException;
import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells faults of ours from what a store or service refused or lost. Safe for many threads. */
@FunctionalInterface
public interface Faults {
  /** What a client is told when a store or service is away: they come back within seconds. */
  Duration RETRY_AFTER = Duration.ofSeconds(2);

  /**
   * Takes note of a fault, once where it is found.
   *
   * @param where the id of the request, or the call
   */
  void found(String where, Throwable fault);

  /**
   * What a caller is told of what was thrown; a fault is noted.
   *
   * @param session that the turn belongs to, if its message is stored
   */
  default AskFailure failure(String where, Optional<SessionId> session, Throwable thrown) {
    if (thrown instanceof BusyException) {
      return new AskFailure.Busy(session, BusyException.RETRY_AFTER);
    }
    boolean mayPass =
        thrown instanceof StoreUnavailableException
            || thrown instanceof NoSlotException
            || (thrown instanceof SourceUnavailableException source && source.mayPass());
    if (mayPass) {
      Logger log = LoggerFactory.getLogger(Faults.class);
      log.warn("{} {}", where, thrown.getMessage());
      return new AskFailure.Unavailable(session, RETRY_AFTER);
    }
    found(where, thrown);
    return new AskFailure.Internal(session);
  }
}
