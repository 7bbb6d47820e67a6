package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.proto.ask.v1.Grounding;
import dev.hark.proto.ask.v1.GroundingState;
import dev.hark.proto.ask.v1.Interpretation;
import dev.hark.proto.ask.v1.QuestionKind;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whether a question was answered from the recordings, and if not, why. */
record GroundingAnswer(
    @Member(
            value =
                "Cites something; or all in scope was searched and none of it answers; or some of"
                    + " it has no words yet; or the search ran without its meaning or its words.",
            oneOf = {"answered", "not_said", "not_searchable_yet", "search_degraded"})
        String state,
    @Member("What became of the recordings; null when they could not be counted.")
        @Nullable RecordingCountsAnswer recordings,
    @Member("Of a list or count: moments that the answer tells.") @Nullable Long shown,
    @Member("Of a list or count: moments that there are.") @Nullable Long total) {
  private static final Set<QuestionKind> COUNTED =
      EnumSet.of(QuestionKind.QUESTION_KIND_LIST, QuestionKind.QUESTION_KIND_COUNT);

  static GroundingAnswer of(Grounding grounding, Interpretation read) {
    boolean counted = COUNTED.contains(read.getKind());
    return new GroundingAnswer(
        state(grounding.getState()),
        grounding.hasRecordings() ? RecordingCountsAnswer.of(grounding.getRecordings()) : null,
        counted ? grounding.getShown() : null,
        counted ? grounding.getTotal() : null);
  }

  private static String state(GroundingState state) {
    return switch (state) {
      case GROUNDING_STATE_ANSWERED -> "answered";
      case GROUNDING_STATE_NOT_SAID -> "not_said";
      case GROUNDING_STATE_NOT_SEARCHABLE_YET -> "not_searchable_yet";
      // It claims least.
      case GROUNDING_STATE_SEARCH_DEGRADED, GROUNDING_STATE_UNSPECIFIED, UNRECOGNIZED ->
          "search_degraded";
    };
  }

  /** Recordings by what a turn could make of them. */
  record RecordingCountsAnswer(
      @Member("Those that the session is about; the others together.") long inScope,
      @Member("Whose words were searched.") long searched,
      @Member("Whose words are not there yet.") long pending,
      @Member("Whose transcription failed.") long failed,
      @Member("Of which nobody said when they were made, where a time limits.") long undated,
      @Member("Of another time, or without the tags or metadata.") long outside) {

    static RecordingCountsAnswer of(CountRecordingsResponse counts) {
      return new RecordingCountsAnswer(
          counts.getInScope(),
          counts.getSearched(),
          counts.getPending(),
          counts.getFailed(),
          counts.getUndated(),
          counts.getOutside());
    }
  }
}
