package dev.hark.gateway.idempotency;

import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.ProjectId;
import dev.hark.gateway.key.Caller;
import dev.hark.gateway.key.Mode;

/**
 * A request as a client can name it: its keys are its own, and those of an API key that is bound to
 * an end user are nobody else's.
 *
 * @param boundTo empty for an API key that reaches all
 */
record Named(ProjectId project, Mode mode, String boundTo, IdempotencyKey key) {
  static Named of(Caller caller, IdempotencyKey key) {
    return new Named(
        caller.project(), caller.mode(), caller.endUser().map(EndUserId::value).orElse(""), key);
  }
}
