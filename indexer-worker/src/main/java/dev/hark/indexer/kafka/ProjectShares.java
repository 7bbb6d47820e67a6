package dev.hark.indexer.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What each project may do in the main topic's order before its events have to go through the bulk
 * topic: a token bucket a project, and one for all of them together. When that is empty, those go
 * on that have half of their own left: who has less is one of those that fill the topic. No event
 * costs more than that half, so that a project that was quiet has room for a long transcript with
 * the events around it. Safe for many threads.
 */
final class ProjectShares {
  /** Of a transcript of some 20 minutes; one of an hour takes some 150 KiB. */
  private static final int BYTES_OF_A_TOKEN = 8 << 10;

  private static final int PROJECTS = 10_000;
  private static final double NANOS = 1e9;

  private final int share;
  private final int perSecond;
  private final int inAll;
  private final LongSupplier nanoTime;
  private Bucket all;

  /** Whoever is forgotten begins with a full one: those that were not seen for longest go first. */
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > PROJECTS;
        }
      };

  private record Bucket(double tokens, long nanos) {}

  /**
   * @param share tokens of a project
   * @param inAll shares that all projects have together
   */
  ProjectShares(int share, int perSecond, int inAll, LongSupplier nanoTime) {
    this.share = share;
    this.perSecond = perSecond;
    this.inAll = inAll;
    this.nanoTime = nanoTime;
    this.all = new Bucket((double) share * inAll, nanoTime.getAsLong());
  }

  /**
   * Takes what an event costs; false when the project, or all together, have less left. What is
   * refused for the others costs its project the same: one that goes on is not to pass for one that
   * has been quiet.
   */
  synchronized boolean take(String project, int bytes) {
    long now = nanoTime.getAsLong();
    double own = tokens(buckets.get(project), 1, now);
    double together = tokens(all, inAll, now);
    double cost = Math.min(share / 2.0, 1 + Math.max(0, bytes) / BYTES_OF_A_TOKEN);
    boolean ownEnough = own >= cost;
    boolean enough = ownEnough && (together >= cost || own >= share / 2.0);
    buckets.put(project, new Bucket(ownEnough ? own - cost : own, now));
    all = new Bucket(enough ? Math.max(0, together - cost) : together, now);
    return enough;
  }

  private double tokens(@Nullable Bucket bucket, int shares, long now) {
    double full = (double) share * shares;
    return bucket == null
        ? full
        : Math.min(full, bucket.tokens() + (now - bucket.nanos()) / NANOS * perSecond * shares);
  }
}
