package dev.hark.format;

import dev.hark.format.TurnHead.Kind;
import dev.hark.format.Warnings.Mend;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Transcripts for people: what is said stands below or behind who says it and when. */
final class TurnReader {
  private static final String MEET_END = "Transcription ended after ";
  private static final String OTTER_END = "Transcribed by https://otter.ai";

  /** A file of turns has a head in so many lines at least. */
  private static final int LINES_PER_HEAD = 10;

  private final String text;
  private final SpeakerPrefixes prefixes = new SpeakerPrefixes();
  private final Map<Kind, Integer> heads = new EnumMap<>(Kind.class);
  private int lines;
  private int namesAbove;
  private boolean teams;
  private boolean meet;
  private boolean otter;

  TurnReader(String text) {
    this.text = text;
    String[] above = {"", ""};
    each(
        (line, number) -> {
          look(line, above[1].isEmpty() && isName(above[0]));
          above[1] = above[0];
          above[0] = line;
        });
  }

  private void each(BiConsumer<String, Integer> line) {
    Lines all = new Lines(text);
    while (all.next()) {
      String stripped = all.line().strip();
      boolean bold = stripped.startsWith("**");
      line.accept(bold ? stripped.replace("**", "") : stripped, all.number());
    }
  }

  private void look(String line, boolean nameAbove) {
    TurnHead head = line.isEmpty() ? null : TurnHead.of(line);
    lines += line.isEmpty() ? 0 : 1;
    teams |= isOfTeams(line);
    meet |= line.contains(MEET_END) && line.length() < 60;
    otter |= line.equals(OTTER_END);
    if (head != null) {
      heads.merge(head.kind(), 1, Integer::sum);
      namesAbove += head.kind() == Kind.ALONE && nameAbove ? 1 : 0;
    }
    String words = head == null ? line : head.words();
    if (!words.isEmpty() && (head == null || head.speaker() == null)) {
      prefixes.learn(words);
    }
  }

  private static boolean isOfTeams(String line) {
    return line.endsWith(" started transcription") || line.endsWith(" stopped transcription");
  }

  private static boolean isName(String line) {
    return !line.isEmpty()
        && line.length() <= 60
        && !Sentences.isEnd(line)
        && line.indexOf(':') < 0;
  }

  private int count(Kind kind) {
    return heads.getOrDefault(kind, 0);
  }

  /** What the lines look like, if nobody says what it is. */
  TranscriptFormat format() {
    if (count(Kind.BRACKETED) * LINES_PER_HEAD >= Math.max(1, lines)) {
      return TranscriptFormat.ZOOM;
    }
    if (meet || (count(Kind.ALONE) > 0 && !teams && !hasNamesAbove() && prefixes.areThere())) {
      return TranscriptFormat.GOOGLE_MEET;
    }
    boolean spaced = (count(Kind.SPACED) + count(Kind.WIDE)) * LINES_PER_HEAD >= Math.max(1, lines);
    if (teams || hasNamesAbove() || (spaced && count(Kind.WIDE) > 0 && !otter)) {
      return TranscriptFormat.TEAMS;
    }
    return otter || spaced ? TranscriptFormat.OTTER : TranscriptFormat.TEXT;
  }

  private boolean hasNamesAbove() {
    return namesAbove > 0 && 2 * namesAbove >= count(Kind.ALONE);
  }

  /** Whether names stand in heads, so that a colon behind a word is a colon. */
  private boolean hasOwnHeads() {
    return count(Kind.BRACKETED) + count(Kind.SPACED) + count(Kind.WIDE) > 0 || hasNamesAbove();
  }

  void read(TranscriptFormat format, Warnings warnings, Draft draft) {
    Turns turns = new Turns(format, warnings, draft);
    each(turns::line);
    turns.finish();
  }

  /** One reading of the lines. */
  private final class Turns {
    private final boolean plain;
    private final Warnings warnings;
    private final Draft draft;
    private final StringBuilder words = new StringBuilder();
    private @Nullable Piece turn;
    private @Nullable String speaker;
    private String last = "";
    private double heading = Double.NaN;
    private boolean gap;
    private boolean ended;

    Turns(TranscriptFormat format, Warnings warnings, Draft draft) {
      boolean headed = !heads.isEmpty() && format != TranscriptFormat.TEXT;
      this.plain = !headed;
      this.warnings = warnings;
      this.draft = draft;
    }

    void line(String line, int number) {
      if (line.isEmpty()) {
        gap = true;
        return;
      }
      if (isFrame(line)) {
        warnings.count(Mend.LINES_LEFT_OUT);
        return;
      }
      TurnHead head = TurnHead.of(line);
      boolean bare = head != null && head.kind() == Kind.BARE && 2 * count(Kind.BARE) < lines;
      if (head == null || bare) {
        words(line, Double.NaN);
      } else if (head.kind() == Kind.ALONE) {
        heading(head.start());
      } else if (head.speaker() != null) {
        open(head.speaker(), head.start(), head.words());
      } else {
        speaker = null;
        words(head.words(), head.start());
      }
      gap = false;
    }

    private boolean isFrame(String line) {
      int end = line.length() < 60 ? line.indexOf(MEET_END) : -1;
      if (end >= 0) {
        ended = true;
        draft.durationSeconds(Clock.seconds(line.substring(end + MEET_END.length()).strip()));
      }
      return ended || line.equals(OTTER_END) || isOfTeams(line);
    }

    /** A time alone: of what follows, and with the name above it where the file is such. */
    private void heading(double start) {
      String name = hasNamesAbove() ? last : "";
      last = name.isEmpty() ? last : "";
      warnings.count(Mend.LINES_LEFT_OUT, turn == null && !last.isEmpty() ? 1 : 0);
      close();
      last = "";
      heading = start;
      speaker = name.isEmpty() ? null : name;
    }

    private void words(String line, double start) {
      String name = hasOwnHeads() ? null : prefixes.name(line);
      if (name != null) {
        open(name, start, SpeakerPrefixes.words(line));
      } else if (!Double.isNaN(start) || !Double.isNaN(heading)) {
        open(speaker, start, line);
      } else if (turn == null && !plain) {
        warnings.count(Mend.LINES_LEFT_OUT, last.isEmpty() ? 0 : 1);
        last = line;
      } else if (turn == null || (gap && !turn.hasStart() && !hasNamesAbove())) {
        open(speaker, Double.NaN, line);
      } else {
        append(line);
      }
    }

    private void append(String line) {
      Sentences.append(words, last);
      last = line;
    }

    private void open(@Nullable String name, double start, String line) {
      if (turn == null) {
        warnings.count(Mend.LINES_LEFT_OUT, last.isEmpty() ? 0 : 1);
        last = "";
      }
      close();
      turn = new Piece("", Double.isNaN(start) ? heading : start, Double.NaN, null);
      turn.speaker(name);
      turn.turn = true;
      speaker = turn.speaker;
      heading = Double.NaN;
      last = line;
    }

    private void close() {
      if (turn != null) {
        Sentences.append(words, last);
        turn.text = words.toString();
        draft.add(turn);
        last = "";
      }
      words.setLength(0);
      turn = null;
    }

    void finish() {
      close();
      warnings.count(Mend.LINES_LEFT_OUT, last.isEmpty() ? 0 : 1);
    }
  }
}
