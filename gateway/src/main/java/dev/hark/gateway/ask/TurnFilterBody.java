package dev.hark.gateway.ask;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.body.RecordingFields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.search.RecordingFilter;
import dev.hark.proto.ask.v1.TurnFilters;
import dev.hark.runtime.rpc.RpcTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What limits a turn, and overrules what the question's own words say. */
final class TurnFilterBody {
  private TurnFilterBody() {}

  /**
   * The limits of a message; what stands there as null says that there is none, whatever the
   * question says.
   *
   * @throws FailureException naming the field that is at fault
   */
  static Optional<TurnFilters> read(Fields message) {
    return message.optionalObject("filters").map(TurnFilterBody::filters);
  }

  private static TurnFilters filters(Fields fields) {
    TurnFilters.Builder filters =
        TurnFilters.newBuilder()
            .setAnyTime(fields.says("recorded_after") || fields.says("recorded_before"))
            .setAnySpeaker(fields.says("speakers"));
    RecordingFields.time(fields, "recorded_after")
        .map(RpcTime::of)
        .ifPresent(filters::setRecordedAfter);
    RecordingFields.time(fields, "recorded_before")
        .map(RpcTime::of)
        .ifPresent(filters::setRecordedBefore);
    RecordingFilter.read(fields).message().ifPresent(filters::setRecordings);
    return filters.build();
  }

  /** The limits of a message, for the API description. */
  record TurnFilterFields(
      @Member(
              "Recorded then or later. With this or `recorded_before`, also as null, no words of"
                  + " the question about time limit anything.")
          @Nullable String recordedAfter,
      @Member("Recorded earlier.") @Nullable String recordedBefore,
      @Member(value = "The recording has all of these.", least = 0, most = RecordingFields.MAX_TAGS)
          @Nullable List<String> tags,
      @Member(
              value =
                  "One of these speaks, by name or label. When it is there, also as null or empty,"
                      + " nobody whom the question names is preferred.",
              least = 0,
              most = RecordingFilter.MAX_SPEAKERS)
          @Nullable List<String> speakers,
      @Member("The recording's own has these values: texts, numbers, booleans, objects of those.")
          @Nullable Map<String, Object> metadata) {}
}
