package dev.hark.format;

import dev.hark.format.Warnings.Mend;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** The cues of WebVTT and SubRip: a line of times, and the lines below it. */
final class Cues {
  /**
   * One cue with the lines below its times.
   *
   * @param line of its times
   * @param end NaN when it is missing
   */
  record Cue(int line, double start, double end, @Nullable String id, List<String> text) {}

  private static final String ARROW = "-->";
  private static final int LONGEST_TIME = 40;
  private static final int MOST_LINES = 10_000;

  /** Empty ones included, so that a file of too many is not read to its end. */
  private static final int MOST = 2 * ParsedTranscript.MAX_SEGMENTS;

  private final Lines lines;
  private final boolean vtt;
  private final Warnings warnings;
  private final List<Cue> cues = new ArrayList<>();
  private final List<String> pending = new ArrayList<>();
  private boolean inCue;
  private boolean inHeader;
  private boolean inComment;
  String language = "";

  private Cues(String text, boolean vtt, Warnings warnings) {
    this.lines = new Lines(text);
    this.vtt = vtt;
    this.inHeader = vtt;
    this.warnings = warnings;
  }

  static Cues read(String text, Warnings warnings) {
    Cues cues = new Cues(text, isVtt(text), warnings);
    boolean fresh = true;
    while (cues.lines.next()) {
      cues.line(cues.lines.line(), fresh);
      fresh = cues.lines.line().isBlank();
    }
    cues.giveStrays();
    return cues;
  }

  List<Cue> list() {
    return cues;
  }

  static boolean isVtt(String text) {
    String head = text.substring(0, Math.min(text.length(), 200)).stripLeading();
    return head.startsWith("WEBVTT")
        && (head.length() == 6 || Character.isWhitespace(head.charAt(6)));
  }

  /** Whether there is a line of times, be it a broken one. */
  static boolean isIn(String text) {
    int arrow = text.indexOf(ARROW);
    while (arrow >= 0) {
      String before = text.substring(Math.max(0, arrow - LONGEST_TIME), arrow);
      int begin = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
      if ((begin > 0 || arrow <= LONGEST_TIME) && looksLikeTimes(before.substring(begin))) {
        return true;
      }
      arrow = text.indexOf(ARROW, arrow + ARROW.length());
    }
    return false;
  }

  private void line(String line, boolean fresh) {
    if (line.isBlank()) {
      inHeader = inHeader && cues.isEmpty() && lines.number() == 1;
      inComment = false;
      endBlock();
      return;
    }
    Cue cue = cue(line);
    if (cue != null) {
      cues.add(cue);
      if (cues.size() > MOST) {
        throw lines.unreadable("at most %,d cues".formatted(MOST));
      }
      inCue = true;
      inHeader = false;
      inComment = false;
    } else if (inHeader) {
      header(line);
    } else if (vtt && (inComment || (fresh && isComment(line)))) {
      inComment = true;
    } else {
      List<String> block = inCue ? cues.getLast().text() : pending;
      if (block.size() == MOST_LINES) {
        throw lines.unreadable("times within %,d lines".formatted(MOST_LINES));
      }
      block.add(line);
    }
  }

  private void header(String line) {
    if (line.startsWith("Language:")) {
      language = line.substring("Language:".length()).strip();
    }
  }

  private static boolean isComment(String line) {
    return line.equals("NOTE")
        || line.startsWith("NOTE ")
        || line.startsWith("NOTE\t")
        || line.strip().equals("STYLE")
        || line.strip().equals("REGION");
  }

  private void endBlock() {
    boolean number = pending.size() == 1 && isNumber(pending.getFirst());
    if (number) {
      pending.clear();
    }
    giveStrays();
    inCue = false;
  }

  private void giveStrays() {
    warnings.count(cues.isEmpty() ? Mend.LINES_LEFT_OUT : Mend.STRAY_LINES, pending.size());
    if (!cues.isEmpty() && !pending.isEmpty()) {
      cues.getLast().text().addAll(pending);
    }
    pending.clear();
  }

  /** The cue whose times this line is; null when it is something else. */
  private @Nullable Cue cue(String line) {
    int arrow = line.indexOf(ARROW);
    if (arrow < 0) {
      return null;
    }
    String left = line.substring(0, arrow).strip();
    String right = line.substring(arrow + ARROW.length()).strip();
    int word = 0;
    while (word < right.length() && !Character.isWhitespace(right.charAt(word))) {
      word++;
    }
    OptionalLong start = Clock.parse(left);
    OptionalLong end = Clock.parse(right.substring(0, word));
    if (start.isPresent() && (end.isPresent() || right.isEmpty())) {
      double to = end.isPresent() ? end.getAsLong() : Double.NaN;
      return new Cue(lines.number(), start.getAsLong(), to, takeId(), new ArrayList<>(2));
    }
    if (looksLikeTimes(left) || (left.isEmpty() && end.isPresent())) {
      throw lines.unreadable("times like 00:01:02.345 --> 00:01:04.000");
    }
    return null;
  }

  private static boolean looksLikeTimes(String left) {
    String begin = left.strip();
    char first = begin.isEmpty() ? ' ' : begin.charAt(0);
    return (Character.isDigit(first) || first == '-') && begin.indexOf(':') > 0;
  }

  /** The line above the times; a number also where no empty line is between it and a cue. */
  private @Nullable String takeId() {
    List<String> above = inCue ? cues.getLast().text() : pending;
    boolean id = !above.isEmpty() && (isNumber(above.getLast()) || (vtt && !inCue));
    String taken = id ? above.removeLast().strip() : null;
    giveStrays();
    return taken;
  }

  private static boolean isNumber(String line) {
    String stripped = line.strip();
    return stripped.length() < 10
        && !stripped.isEmpty()
        && stripped.chars().allMatch(Character::isDigit);
  }
}
