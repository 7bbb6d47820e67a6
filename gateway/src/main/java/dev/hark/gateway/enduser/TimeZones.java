package dev.hark.gateway.enduser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hark.gateway.error.FailureException;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** In which time zones end users live, as their profiles say. Safe for many threads. */
@Singleton
public final class TimeZones {
  private static final int REMEMBERED = 10_000;

  /** Nobody moves while PostgreSQL is away for so long. */
  private static final Duration STALE = Duration.ofMinutes(10);

  private final EndUsers endUsers;

  /** What was read last, for when nothing can be read. */
  private final Cache<Owner, Optional<String>> last =
      Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(STALE).build();

  private record Owner(ProjectId project, Mode mode, EndUserId endUser) {}

  TimeZones(EndUsers endUsers) {
    this.endUsers = endUsers;
  }

  /**
   * IANA name as the profile has it now; empty when there is none.
   *
   * @throws FailureException when it cannot be told at the moment, and was not a moment ago
   */
  public Optional<String> of(Caller caller, EndUserId endUser) {
    Owner owner = new Owner(caller.project(), caller.mode(), endUser);
    try {
      Optional<String> zone =
          endUsers
              .find(owner.project().value(), owner.mode().text(), endUser.value())
              .flatMap(profile -> Optional.ofNullable(profile.timeZone()));
      last.put(owner, zone);
      return zone;
    } catch (FailureException e) {
      return Optional.ofNullable(last.getIfPresent(owner)).orElseThrow(() -> e);
    }
  }
}
