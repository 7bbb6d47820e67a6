package dev.hark.gateway.search;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.http.WireTime;
import dev.hark.gateway.id.EndUserId;
import dev.hark.gateway.id.RecordingId;
import dev.hark.gateway.key.Caller;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * What a client asks to be searched, checked.
 *
 * @param recordings empty when all of the end user's are meant
 */
record SearchOrder(
    String query,
    EndUserId endUser,
    Set<RecordingId> recordings,
    Optional<Instant> recordedAfter,
    Optional<Instant> recordedBefore,
    int limit) {
  private static final int MAX_QUERY = 1_000;
  private static final int MAX_RECORDINGS = 500;
  private static final int MAX_LIMIT = 50;
  private static final int DEFAULT_LIMIT = 8;

  /**
   * @throws FailureException naming the field that is at fault
   */
  static SearchOrder read(Fields fields, Caller caller) {
    return new SearchOrder(
        query(fields),
        endUser(fields, caller),
        recordings(fields),
        time(fields, "recorded_after"),
        time(fields, "recorded_before"),
        fields.optionalInteger("limit", 1, MAX_LIMIT).orElse(DEFAULT_LIMIT));
  }

  private static String query(Fields fields) {
    String query = fields.requiredText("query");
    boolean blank = query.codePoints().allMatch(SearchOrder::isSpace);
    if (blank || query.codePointCount(0, query.length()) > MAX_QUERY) {
      throw Fields.wrong("query", "1 to 1000 characters, not all of them white space");
    }
    return query;
  }

  private static boolean isSpace(int character) {
    return Character.isWhitespace(character) || Character.isSpaceChar(character);
  }

  private static EndUserId endUser(Fields fields, Caller caller) {
    Optional<EndUserId> asked = fields.optionalText("end_user_id").map(SearchOrder::endUser);
    if (caller.endUser().isPresent() && asked.isPresent() && !asked.equals(caller.endUser())) {
      throw new FailureException(
          Failure.forbidden(
              "end_user_id",
              "This key is bound to another end user. Leave 'end_user_id' out, or use another"
                  + " key."));
    }
    return caller
        .endUser()
        .or(() -> asked)
        .orElseThrow(
            () ->
                new FailureException(
                    Failure.invalid(
                        "end_user_id",
                        "'end_user_id' is required: this key is not bound to an end user.")));
  }

  private static EndUserId endUser(String text) {
    return EndUserId.parse(text)
        .orElseThrow(
            () -> Fields.wrong("end_user_id", "'eu_' followed by 1 to 64 letters and digits"));
  }

  private static Set<RecordingId> recordings(Fields fields) {
    List<String> texts = fields.optionalTexts("recording_ids", 1, MAX_RECORDINGS).orElse(List.of());
    Set<RecordingId> recordings = new LinkedHashSet<>();
    IntStream.range(0, texts.size()).forEach(i -> recordings.add(recording(i, texts.get(i))));
    return recordings;
  }

  private static RecordingId recording(int place, String text) {
    return RecordingId.parse(text)
        .orElseThrow(
            () ->
                Fields.wrong(
                    "recording_ids[%d]".formatted(place),
                    "'rec_' followed by 1 to 64 letters and digits"));
  }

  private static Optional<Instant> time(Fields fields, String name) {
    return fields
        .optionalText(name)
        .map(
            text ->
                WireTime.parse(text)
                    .orElseThrow(
                        () ->
                            Fields.wrong(
                                name,
                                "an ISO 8601 time with its zone, such as 2026-05-16T09:12:00Z")));
  }
}
