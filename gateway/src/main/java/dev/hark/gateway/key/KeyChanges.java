package dev.hark.gateway.key;

/**
 * Whether this process hears of every key that changes. What was looked up since {@link #since} is
 * good as long as nothing was heard about it, and surely was until {@link #confirmed}.
 *
 * @param hearing whether that still holds now
 * @param reachable false when the store was just tried in vain
 * @param since of the same clock as {@link System#nanoTime}
 */
record KeyChanges(boolean hearing, boolean reachable, long since, long confirmed) {

  /** Whether something that was looked up then may still be used, unheard. */
  boolean cover(long lookedUp) {
    return hearing && lookedUp - since >= 0;
  }

  /** When a look-up was known to be good for the last time. */
  long confirmed(long lookedUp) {
    return lookedUp - since >= 0 && confirmed - lookedUp > 0 ? confirmed : lookedUp;
  }
}
