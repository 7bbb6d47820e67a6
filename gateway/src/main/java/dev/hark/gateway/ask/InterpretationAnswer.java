package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.Interpretation;
import dev.hark.proto.ask.v1.QuestionKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What code, not the model, read in a question. */
record InterpretationAnswer(
    @Member("Where the time that is said begins.") @Nullable String from,
    @Member("Where it has ended.") @Nullable String to,
    @Member("In which days were meant.") String timeZone,
    @Member("The words that say the time, of this question or of one before.")
        @Nullable String expression,
    @Member("Who is named, as they are shown.") List<String> speakers,
    @Member("The words that are counted or listed.") List<String> counted,
    @Member(
            value = "Of one moment, for all of something, or for how many.",
            oneOf = {"moment", "list", "count"})
        String kind,
    @Member("Whether the words can mean several times; all of them are in it then.")
        boolean widened) {

  static InterpretationAnswer of(Interpretation read) {
    String zone = read.getTimeZone();
    return new InterpretationAnswer(
        Absent.timeOrNull(read.hasFrom(), read.getFrom()),
        Absent.timeOrNull(read.hasTo(), read.getTo()),
        // As IANA calls it; Java's own name of it is Z.
        zone.isEmpty() || zone.equals("Z") ? "UTC" : zone,
        Absent.textOrNull(read.getExpression()),
        read.getSpeakersList(),
        read.getCountedList(),
        kind(read.getKind()),
        read.getWidened());
  }

  private static String kind(QuestionKind kind) {
    return switch (kind) {
      case QUESTION_KIND_LIST -> "list";
      case QUESTION_KIND_COUNT -> "count";
      case QUESTION_KIND_MOMENT, QUESTION_KIND_UNSPECIFIED, UNRECOGNIZED -> "moment";
    };
  }
}
