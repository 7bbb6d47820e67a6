package dev.hark.gateway.enduser;

import com.google.protobuf.Timestamp;
import dev.hark.gateway.docs.Member;
import dev.hark.proto.ask.v1.CountSessionsResponse;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.runtime.time.WireTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An end user as the API shows it.
 *
 * @param createdAt of the first of what there is: a recording's first event, or a session
 */
record EndUserAnswer(
    @Member(value = "The end user's id.", id = "eu_") String id,
    @Member("Recordings that are not deleted.") long recordingCount,
    @Member("Sessions.") long sessionCount,
    @Member("When the first of these came.") @Nullable String createdAt) {

  static EndUserAnswer of(
      EndUserId id, GetEndUserResponse recordings, CountSessionsResponse sessions) {
    return new EndUserAnswer(
        id.value(),
        recordings.getRecordings(),
        sessions.getSessions(),
        Stream.concat(
                time(recordings.hasCreatedAt(), recordings.getCreatedAt()),
                time(sessions.hasCreatedAt(), sessions.getCreatedAt()))
            .min(Comparator.naturalOrder())
            .map(WireTime::format)
            .orElse(null));
  }

  private static Stream<Instant> time(boolean present, Timestamp time) {
    return present ? Stream.of(RpcTime.of(time)) : Stream.empty();
  }
}
