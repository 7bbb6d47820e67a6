package dev.hark.gateway.enduser;

import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import jakarta.inject.Singleton;
import java.util.Optional;

/** In which time zones end users live, as their profiles say. Safe for many threads. */
@Singleton
public final class TimeZones {
  private final EndUsers endUsers;

  TimeZones(EndUsers endUsers) {
    this.endUsers = endUsers;
  }

  /**
   * IANA name; empty when there is none.
   *
   * @throws FailureException when it cannot be told at the moment
   */
  public Optional<String> of(Caller caller, EndUserId endUser) {
    return endUsers
        .find(caller.project().value(), caller.mode().text(), endUser.value())
        .flatMap(profile -> Optional.ofNullable(profile.timeZone()));
  }
}
