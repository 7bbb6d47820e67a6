package dev.hark.contract;

import com.google.protobuf.Timestamp;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** When recordings were made that are asked for; null for no bound. */
record Range(@Nullable Instant after, @Nullable Instant before) {
  static Range of(@Nullable Timestamp after, @Nullable Timestamp before) {
    return new Range(
        after == null ? null : RpcTime.of(after), before == null ? null : RpcTime.of(before));
  }

  /** Whether no time is asked for. */
  boolean isOpen() {
    return after == null && before == null;
  }

  static Range of(SearchRequest request) {
    return new Range(
        request.hasRecordedAfter() ? RpcTime.of(request.getRecordedAfter()) : null,
        request.hasRecordedBefore() ? RpcTime.of(request.getRecordedBefore()) : null);
  }

  static Range of(ListRecordingsRequest request) {
    return new Range(
        request.hasRecordedAfter() ? RpcTime.of(request.getRecordedAfter()) : null,
        request.hasRecordedBefore() ? RpcTime.of(request.getRecordedBefore()) : null);
  }

  /** What has no time is in the unbounded range only. */
  boolean holds(RecordingDetails details) {
    if (!details.hasRecordedAt()) {
      return after == null && before == null;
    }
    Instant at = RpcTime.of(details.getRecordedAt());
    return (after == null || !at.isBefore(after)) && (before == null || at.isBefore(before));
  }
}
