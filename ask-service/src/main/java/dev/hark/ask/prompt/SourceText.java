package dev.hark.ask.prompt;

import dev.hark.ask.prompt.SegmentTable.NumberedSegment;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/** How recordings and their segments are written down for a model. */
final class SourceText {
  static final String OPEN = "<sources>\n";
  static final String CLOSE = "</sources>\n\n";
  static final String NOTHING = "(Nothing in these recordings fits the question.)\n";
  static final String END_OF_RECORDING = "</recording>\n";

  /**
   * Stands where words of a recording are left out. In ASCII, as one character beyond Latin-1 makes
   * the JVM take twice the memory for the whole prompt.
   */
  static final String GAP = "...\n";

  private SourceText() {}

  /**
   * The line above a recording.
   *
   * @param today where it is known, the day is that of the asker's zone and the age stands beside
   *     it
   */
  static String beginning(RecordingLabel recording, Optional<Today> today) {
    StringBuilder text = new StringBuilder("<recording");
    recording.title().ifPresent(title -> attribute(text, "title", Neutral.fenced(title)));
    recording
        .recordedAt()
        .ifPresent(
            time -> {
              attribute(
                  text,
                  "date",
                  today
                      .map(it -> it.day(time))
                      .orElseGet(() -> LocalDate.ofInstant(time, ZoneOffset.UTC)));
              today.ifPresent(it -> attribute(text, "age", it.age(time)));
            });
    return text.append(">\n").toString();
  }

  static String line(NumberedSegment numbered) {
    return "[S" + numbered.number() + "] " + Neutral.fenced(numbered.segment().text()) + "\n";
  }

  private static void attribute(StringBuilder text, String name, Object value) {
    text.append(' ').append(name).append("=\"").append(value).append('"');
  }

  static String time(Duration start) {
    return start.toHours() > 0
        ? "%d:%02d:%02d".formatted(start.toHours(), start.toMinutesPart(), start.toSecondsPart())
        : "%d:%02d".formatted(start.toMinutes(), start.toSecondsPart());
  }
}
