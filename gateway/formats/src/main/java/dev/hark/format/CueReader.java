package dev.hark.format;

import dev.hark.format.Cues.Cue;
import dev.hark.format.Markup.Spoken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** WebVTT and SubRip, also as Zoom and Teams write them. */
final class CueReader {
  /** The ids of Teams: a UUID, then the place in the meeting's transcript. */
  private static final Pattern TEAMS_ID = Pattern.compile("[0-9a-fA-F-]{36}/\\d{1,9}-\\d{1,9}");

  private final Cues cues;
  private final Warnings warnings;
  private final SpeakerPrefixes prefixes = new SpeakerPrefixes();
  private boolean voices;

  private CueReader(Cues cues, Warnings warnings) {
    this.cues = cues;
    this.warnings = warnings;
  }

  /** Gives the segments to the draft, and tells what the content is more closely. */
  static TranscriptFormat read(String text, Warnings warnings, Draft draft) {
    CueReader reader = new CueReader(Cues.read(text, warnings), warnings);
    draft.language(reader.cues.language);
    boolean named = reader.firstLinesAreNames();
    List<Piece> pieces = new ArrayList<>();
    for (Cue cue : reader.cues.list()) {
      reader.add(cue, named, pieces);
    }
    boolean prefixed = !reader.voices && reader.prefixes.areThere();
    for (Piece piece : pieces) {
      String name = prefixed ? reader.prefixes.name(piece.text) : null;
      if (name != null) {
        piece.speaker = name;
        piece.text = SpeakerPrefixes.words(piece.text);
      }
      draft.add(piece);
    }
    if (!Cues.isVtt(text)) {
      return named ? TranscriptFormat.TEAMS : TranscriptFormat.SRT;
    }
    return reader.isOfTeams()
        ? TranscriptFormat.TEAMS
        : prefixed ? TranscriptFormat.ZOOM : TranscriptFormat.VTT;
  }

  private void add(Cue cue, boolean named, List<Piece> pieces) {
    StringBuilder text = new StringBuilder();
    for (String line : cue.text().subList(named ? 1 : 0, cue.text().size())) {
      Sentences.append(text, line.strip());
    }
    for (Spoken spoken : Markup.read(text.toString())) {
      Piece piece = new Piece(spoken.text(), cue.start(), cue.end(), spoken.voice());
      piece.speaker(named ? cue.text().getFirst() : spoken.voice());
      piece.at = piece.isOdd() ? Lines.place(cue.line()) : null;
      piece.scale(1, warnings);
      voices |= spoken.voice() != null;
      prefixes.learn(spoken.text());
      pieces.add(piece);
    }
  }

  private boolean isOfTeams() {
    return voices
        && cues.list().stream()
            .anyMatch(cue -> cue.id() != null && TEAMS_ID.matcher(cue.id()).matches());
  }

  /** Documents of Teams that were saved as text: times, who speaks, and what. */
  private boolean firstLinesAreNames() {
    Set<String> names = new HashSet<>();
    int empty = 0;
    for (Cue cue : cues.list()) {
      empty += cue.text().isEmpty() ? 1 : 0;
      if (cue.id() != null || cue.text().size() == 1) {
        return false;
      }
      names.add(cue.text().isEmpty() ? "" : cue.text().getFirst().strip());
    }
    return empty == 0 && !names.isEmpty() && 2 * names.size() <= cues.list().size();
  }
}
