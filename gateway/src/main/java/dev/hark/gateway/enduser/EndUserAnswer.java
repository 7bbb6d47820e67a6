package dev.hark.gateway.enduser;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.google.protobuf.Timestamp;
import dev.hark.gateway.docs.Member;
import dev.hark.proto.ask.v1.SessionCount;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.runtime.time.WireTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An end user as the API shows it.
 *
 * @param createdAt of the first of what there is: a profile, a recording's first event, a session
 */
record EndUserAnswer(
    @Member(value = "The end user's id.", id = "eu_") String id,
    @Member("Your own id.") @Nullable String externalId,
    @Member("What they are called.") @Nullable String name,
    @Member("An e-mail address.") @Nullable String email,
    @Member("IANA name.") @Nullable String timeZone,
    @Member("Your own object.") @JsonRawValue @Nullable String metadata,
    @Member("Recordings that are not deleted.") long recordingCount,
    @Member("Sessions.") long sessionCount,
    @Member("When the first of what there is came.") @Nullable String createdAt,
    @Member("When the profile was changed last.") @Nullable String updatedAt) {

  static EndUserAnswer of(
      EndUserId id, Optional<EndUserRow> profile, EndUser recordings, SessionCount sessions) {
    return new EndUserAnswer(
        id.value(),
        profile.map(EndUserRow::externalId).orElse(null),
        profile.map(EndUserRow::name).orElse(null),
        profile.map(EndUserRow::email).orElse(null),
        profile.map(EndUserRow::timeZone).orElse(null),
        profile.map(EndUserRow::metadata).orElse(null),
        recordings.getRecordings(),
        sessions.getSessions(),
        Stream.of(
                time(recordings.hasCreatedAt(), recordings.getCreatedAt()),
                time(sessions.hasCreatedAt(), sessions.getCreatedAt()),
                profile.map(EndUserRow::createdAt).stream())
            .flatMap(times -> times)
            .min(Comparator.naturalOrder())
            .map(WireTime::format)
            .orElse(null),
        profile.map(EndUserRow::updatedAt).map(WireTime::format).orElse(null));
  }

  private static Stream<Instant> time(boolean present, Timestamp time) {
    return present ? Stream.of(RpcTime.of(time)) : Stream.empty();
  }
}
