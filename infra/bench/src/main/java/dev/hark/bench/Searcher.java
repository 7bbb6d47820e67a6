package dev.hark.bench;

import dev.hark.bench.measure.Found;
import dev.hark.bench.meeting.Question;
import java.util.List;

/** A way to search that is measured. */
public interface Searcher {
  /** As reports name it. */
  String name();

  /** Best first. */
  List<Found> search(Question question, Setting setting);
}
