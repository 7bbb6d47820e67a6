package dev.hark.ask.session;

import dev.hark.runtime.id.Ids.RecordingId;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A piece of an answer; a citation follows the text that it supports. */
public sealed interface Part {
  /** Words, at least one character. */
  record Text(String text) implements Part {
    public Text {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("a text part must not be empty");
      }
    }
  }

  /** The start of the segment, or of its sentence, that the words before it rest on. */
  record Citation(RecordingId recording, Duration start) implements Part {
    public Citation {
      if (start.isNegative()) {
        throw new IllegalArgumentException("a citation must not start before 0: " + start);
      }
    }
  }

  /** The citations in order. */
  static List<Citation> citations(List<Part> parts) {
    return parts.stream().filter(Citation.class::isInstance).map(Citation.class::cast).toList();
  }

  /** The recordings that are cited. */
  static Set<RecordingId> cited(List<Part> parts) {
    Set<RecordingId> cited = new LinkedHashSet<>();
    citations(parts).forEach(citation -> cited.add(citation.recording()));
    return cited;
  }

  /** The text parts joined. */
  static String content(List<Part> parts) {
    StringBuilder content = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Text text) {
        content.append(text.text());
      }
    }
    return content.toString();
  }
}
