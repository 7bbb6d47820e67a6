package dev.hark.bench;

import dev.hark.bench.meeting.Question;
import java.util.List;
import java.util.Locale;

/** A way to search that is measured. */
public interface Searcher {
  /** As reports name it. */
  String name();

  /** Best first. */
  List<Found> search(Question question, Setting setting);

  /** What a question is asked of. */
  enum Setting {
    /** Its own meeting alone. */
    RECORDING,
    /** All meetings of the folder. */
    LIBRARY;

    /** As reports name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** One search result, as far as its place in a meeting goes. */
  record Found(String meetingId, long startMs, long endMs, String text) {
    /** True when the two share some time; touching is not sharing. */
    public boolean overlaps(long otherStartMs, long otherEndMs) {
      return startMs < otherEndMs && otherStartMs < endMs;
    }
  }
}
