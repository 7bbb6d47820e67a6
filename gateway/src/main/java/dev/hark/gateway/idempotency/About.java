package dev.hark.gateway.idempotency;

import dev.hark.gateway.id.EndUserId;
import java.util.Optional;

/**
 * What an answer tells of, so that it is found when that is to be erased.
 *
 * @param endUser whose words it holds
 * @param session that it belongs to
 */
public record About(Optional<EndUserId> endUser, Optional<String> session) {
  public static final About NOTHING = new About(Optional.empty(), Optional.empty());

  public static About of(EndUserId endUser) {
    return new About(Optional.of(endUser), Optional.empty());
  }

  /**
   * About something of a session.
   *
   * @param endUser as ask-service names it; empty when it does not
   */
  public static About of(String endUser, String session) {
    return new About(EndUserId.parse(endUser), Optional.of(session));
  }
}
