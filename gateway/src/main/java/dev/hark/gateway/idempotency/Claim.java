package dev.hark.gateway.idempotency;

/** What there is under a key. */
sealed interface Claim {
  /**
   * Nothing: whoever gets this is to do the request.
   *
   * @param claim to be named when it is done
   * @param madeId what follows the prefix of ids that the request makes; the same as the last time
   *     when it was begun before and had no answer
   * @param sessionDeleted whether the session that it is in, or makes, was to be deleted since
   */
  record Ours(String claim, String madeId, boolean sessionDeleted) implements Claim {}

  record Answered(KeptAnswer answer) implements Claim {}

  /**
   * A turn whose answer was streamed: ask-service has it.
   *
   * @param madeId of the ids that the turn was done with
   */
  record Streamed(String madeId) implements Claim {}

  /** Somebody is at it. */
  record InProgress() implements Claim {}

  /** The key belongs to a request that was not the same. */
  record OfAnother() implements Claim {}
}
