package dev.hark.format;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Counts what is mended in one file. */
final class Warnings {
  /** What can be mended, and how. */
  enum Mend {
    INVALID_CHARACTERS("characters that are not valid Unicode were replaced by U+FFFD"),
    TIMES_ESTIMATED("starts were estimated from their neighbours or at 150 words a minute"),
    ENDS_ESTIMATED("ends were missing: the next start, or estimated at 150 words a minute"),
    ENDS_BEFORE_STARTS("ends lay less than a second before their starts and were set to them"),
    NEGATIVE_TIMES("times lay less than a second before zero and were set to it"),
    OUT_OF_ORDER("segments began before the one before them and were sorted"),
    WORDS_WITHOUT_TIMES("words had no times and were put between their neighbours"),
    EMPTY_SEGMENTS("segments without text were left out"),
    REPEATED("segments say the same as the one before, as of a recogniser that is stuck; kept"),
    CONFIDENCES_DROPPED("confidences were not numbers from 0 to 1 and were left out"),
    STRAY_LINES("lines stood outside of a cue and were put to the one before"),
    LINES_LEFT_OUT("lines before the first words or after the last (titles, dates) were left out"),
    MILLISECONDS("times were milliseconds where the format has seconds"),
    SECONDS("times were seconds where the format has milliseconds");

    private final String message;

    Mend(String message) {
      this.message = message;
    }
  }

  private final Map<Mend, Long> counts = new EnumMap<>(Mend.class);

  void count(Mend mend) {
    count(mend, 1);
  }

  void count(Mend mend, long times) {
    if (times > 0) {
      counts.merge(mend, times, Long::sum);
    }
  }

  List<ParsedTranscript.Warning> list() {
    return counts.entrySet().stream()
        .map(
            entry ->
                new ParsedTranscript.Warning(
                    entry.getKey().name().toLowerCase(Locale.ROOT),
                    entry.getValue(),
                    entry.getKey().message))
        .toList();
  }
}
