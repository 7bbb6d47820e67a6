package dev.hark.gateway.ask;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import java.util.List;

/** What a new session draws on, for the API description; {@link NewSessionBody} reads it. */
sealed interface ScopeFields {
  /** One recording, read whole. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Recording(
      @Member(value = "One recording, read whole.", oneOf = "recording") String type,
      @Member("Which.") String recordingId)
      implements ScopeFields {}

  /** All recordings. */
  record Library(@Member(value = "All recordings of the end user.", oneOf = "library") String type)
      implements ScopeFields {}

  /** Some recordings. */
  @JsonNaming(SnakeCaseStrategy.class)
  record Selected(
      @Member(value = "Some of them.", oneOf = "selected") String type,
      @Member(value = "Which; none twice.", least = 1, most = NewSessionBody.MAX_RECORDINGS)
          List<String> recordingIds)
      implements ScopeFields {}
}
