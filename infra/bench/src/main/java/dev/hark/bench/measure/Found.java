package dev.hark.bench.measure;

/** One search result, as far as its place in a meeting goes. */
public record Found(String meetingId, long startMs, long endMs, String text) {
  /** True when the two share some time; touching is not sharing. */
  boolean overlaps(long otherStartMs, long otherEndMs) {
    return startMs < otherEndMs && otherStartMs < endMs;
  }
}
