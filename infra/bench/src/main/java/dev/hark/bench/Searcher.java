package dev.hark.bench;

import dev.hark.bench.measure.Found;
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
}
