package dev.hark.ask.model.local;

import dev.hark.ask.model.ChatRequest.Passage;
import dev.hark.words.Line;
import java.text.BreakIterator;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Writes chosen passages down, grouped by recording, each with its marker. */
final class Excerpts {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

  /** A passage up to this length is shown whole, of a longer one the sentences that fit best. */
  private static final int MAX_LENGTH = 400;

  private final Set<String> asked;

  Excerpts(String question) {
    this.asked = Words.of(question);
  }

  /**
   * Pieces of the answer, each fit to be shown as it comes.
   *
   * @param passages in the order in which they are to be read
   */
  List<String> of(List<Passage> passages) {
    List<String> pieces = new ArrayList<>();
    String recording = "";
    for (Passage passage : passages) {
      if (!passage.recording().equals(recording)) {
        pieces.add((recording.isEmpty() ? "" : "\n") + heading(passage));
        recording = passage.recording();
      }
      pieces.add(line(passage));
    }
    return pieces;
  }

  private static String heading(Passage passage) {
    StringBuilder heading =
        new StringBuilder(passage.title().map(Excerpts::plain).orElse("A recording"));
    passage
        .recordedAt()
        .map(time -> LocalDate.ofInstant(time, ZoneOffset.UTC))
        .ifPresent(day -> heading.append(", ").append(DAY.format(day)));
    return heading.append(":\n").toString();
  }

  private String line(Passage passage) {
    String speaker =
        passage.speaker().filter(Neighbours::isName).map(name -> plain(name) + ": ").orElse("");
    return "- " + speaker + plain(shown(passage.text())) + " [S" + passage.number() + "]\n";
  }

  /** Titles, names and words are shown on their line, they are never markers. */
  private static String plain(String text) {
    return Line.of(text).replace('[', '(').replace(']', ')').replace('【', '(').replace('】', ')');
  }

  private String shown(String text) {
    if (text.length() <= MAX_LENGTH) {
      return text;
    }
    return sentences(text).stream()
        .max(Comparator.comparingLong(this::shared))
        .map(best -> best.length() <= MAX_LENGTH ? best : best.substring(0, cut(best)) + "…")
        .orElse(text);
  }

  private long shared(String sentence) {
    return Words.of(sentence).stream().filter(asked::contains).count();
  }

  private static int cut(String text) {
    return Character.isHighSurrogate(text.charAt(MAX_LENGTH - 1)) ? MAX_LENGTH - 1 : MAX_LENGTH;
  }

  private static List<String> sentences(String text) {
    BreakIterator breaks = BreakIterator.getSentenceInstance(Locale.ROOT);
    breaks.setText(text);
    List<String> sentences = new ArrayList<>();
    int from = breaks.first();
    for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
      sentences.add(text.substring(from, to).strip());
      from = to;
    }
    return sentences;
  }
}
