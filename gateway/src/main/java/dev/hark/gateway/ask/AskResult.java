package dev.hark.gateway.ask;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.search.Source;
import dev.hark.proto.ask.v1.Completed;
import dev.hark.proto.ask.v1.Quote;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A turn that has been answered.
 *
 * @param sources the chunks that were in the prompt, best first
 * @param included members beyond the contract, only those that the client asked for
 */
record AskResult(
    @Member("That the turn belongs to.") String sessionId,
    @Member("The answer.") MessageAnswer message,
    @Member("What the model was given, best first; empty for scope `recording`.")
        List<Source> sources,
    @Member(value = "", merged = Included.class) @JsonAnyGetter
        Map<String, @Nullable Object> included) {

  /** The members that are there when they were asked for. */
  record Included(
      @Member("With `include: [\"coverage\"]`; null when it could not be counted.")
          @Nullable CoverageAnswer coverage,
      @Member("With `include: [\"quotes\"]`: one for each citation, in order.")
          List<QuoteAnswer> quotes,
      @Member(
              "With `include: [\"interpretation\"]`: what was read in the question; null for an"
                  + " answer of an earlier release.")
          @Nullable InterpretationAnswer interpretation,
      @Member(
              "With `include: [\"grounding\"]`: whether it was answered from the recordings; null"
                  + " in the same way.")
          @Nullable GroundingAnswer grounding) {}

  static AskResult of(Completed completed, Set<Addition> include) {
    return new AskResult(
        completed.getSessionId(),
        MessageAnswer.of(completed.getMessage()),
        completed.getSourcesList().stream().map(AskResult::source).toList(),
        included(completed, include));
  }

  private static Map<String, @Nullable Object> included(
      Completed completed, Set<Addition> include) {
    Map<String, @Nullable Object> included = new LinkedHashMap<>();
    if (include.contains(Addition.COVERAGE)) {
      included.put(
          "coverage", completed.hasCoverage() ? CoverageAnswer.of(completed.getCoverage()) : null);
    }
    if (include.contains(Addition.QUOTES)) {
      included.put("quotes", completed.getQuotesList().stream().map(QuoteAnswer::of).toList());
    }
    if (include.contains(Addition.INTERPRETATION)) {
      included.put(
          "interpretation",
          completed.hasInterpretation()
              ? InterpretationAnswer.of(completed.getInterpretation())
              : null);
    }
    if (include.contains(Addition.GROUNDING)) {
      included.put(
          "grounding",
          completed.hasGrounding()
              ? GroundingAnswer.of(completed.getGrounding(), completed.getInterpretation())
              : null);
    }
    return included;
  }

  private static Source source(dev.hark.proto.ask.v1.Source source) {
    return new Source(
        source.getChunkId(),
        source.getRecordingId(),
        source.getTranscriptionId(),
        source.getText(),
        Absent.textOrNull(source.getSpeaker()),
        source.getStartMs(),
        source.getEndMs(),
        Absent.timeOrNull(source.hasRecordedAt(), source.getRecordedAt()),
        Source.score(source.getScore()),
        null);
  }

  /** The segment that a citation points at. */
  record QuoteAnswer(
      @Member("That is cited.") String recordingId,
      @Member("Where it begins.") long startMs,
      @Member("Where it ends.") long endMs,
      @Member("Who speaks.") @Nullable String speaker,
      @Member("What is said.") String text) {

    static QuoteAnswer of(Quote quote) {
      return new QuoteAnswer(
          quote.getRecordingId(),
          quote.getStartMs(),
          quote.getEndMs(),
          Absent.textOrNull(quote.getSpeaker()),
          quote.getText());
    }
  }
}
