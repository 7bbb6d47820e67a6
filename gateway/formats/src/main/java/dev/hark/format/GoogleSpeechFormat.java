package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Google's Speech-to-Text, its first and second version, bare or within an operation. */
final class GoogleSpeechFormat implements JsonFormat {
  private static final int MILLIS = 1000;

  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.GOOGLE_SPEECH;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.paths().stream().anyMatch(path -> path.endsWith("results[].alternatives"));
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    List<Piece> results = new ArrayList<>();
    in.object(name -> find(in, name, new JsonPieces(in), results));
    boolean channels =
        results.stream().map(result -> String.valueOf(result.channel)).distinct().count() > 1;
    for (Piece result : withoutRepetition(results)) {
      draft.language(result.language);
      String channel = channels && result.channel != null ? "Channel " + result.channel : null;
      result.speaker = channel;
      for (Piece word : result.words) {
        word.speaker = isTagged(word) ? word.speaker : channel;
      }
      if (!result.words.isEmpty()) {
        draft.addWords(result.words, MILLIS);
      } else {
        result.turn = true;
        draft.addScaled(List.of(result), MILLIS);
      }
    }
  }

  /** The results are in the object itself or somewhere below it. */
  private static boolean find(JsonInput in, String name, JsonPieces pieces, List<Piece> results)
      throws IOException {
    if (name.equals("results") && in.isArray()) {
      results.addAll(pieces.list());
      return true;
    }
    if (in.isObject()) {
      in.object(member -> find(in, member, pieces, results));
      return true;
    }
    return false;
  }

  /** With speakers, the last result says all words again: now each with who says it. */
  private static List<Piece> withoutRepetition(List<Piece> results) {
    if (results.size() < 2 || results.getLast().words.isEmpty() || !isTagged(results.getLast())) {
      return results;
    }
    Piece last = results.getLast();
    double start = last.words.getFirst().start;
    boolean again =
        results.subList(0, results.size() - 1).stream()
            .noneMatch(
                result ->
                    isTagged(result)
                        || (!result.words.isEmpty() && result.words.getFirst().start < start));
    return again ? List.of(last) : results;
  }

  /** Whether it says who speaks, or one of its words does; nobody is 0. */
  private static boolean isTagged(Piece said) {
    boolean self = said.speaker != null && !said.speaker.equals("Speaker 0");
    return self || said.words.stream().anyMatch(GoogleSpeechFormat::isTagged);
  }
}
