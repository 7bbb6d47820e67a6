package dev.hark.gateway.idempotency;

import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Mode;

/**
 * A request as a client can name it: its keys are its own, and those of an API key that is bound to
 * an end user are nobody else's.
 *
 * @param boundTo empty for an API key that reaches all
 */
record KeyedRequest(ProjectId project, Mode mode, String boundTo, IdempotencyKey key) {
  static KeyedRequest of(Caller caller, IdempotencyKey key) {
    return new KeyedRequest(
        caller.project(), caller.mode(), caller.boundTo().map(EndUserId::value).orElse(""), key);
  }
}
