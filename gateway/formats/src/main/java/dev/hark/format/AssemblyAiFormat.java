package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** AssemblyAI's transcript, in milliseconds: its utterances, else its words, else its text. */
final class AssemblyAiFormat implements JsonFormat {
  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.ASSEMBLYAI;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.hasAny("utterances", "audio_duration", "acoustic_model")
        || (shape.has("words[].text") && !shape.has("words[].type"));
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    JsonPieces pieces = new JsonPieces(in);
    List<Piece> utterances = new ArrayList<>();
    List<Piece> words = new ArrayList<>();
    String[] text = {""};
    in.object(
        name -> {
          switch (name) {
            case "utterances" -> utterances.addAll(pieces.list());
            case "words" -> words.addAll(pieces.list());
            case "text" -> text[0] = in.text();
            case "status" -> refuseUnfinished(in);
            case "language_code" -> draft.language(in.text());
            case "audio_duration" -> draft.durationSeconds(in.number());
            default -> in.skip();
          }
          return true;
        });
    double factor = pieces.millis(utterances.isEmpty() ? words : utterances, false);
    for (Piece utterance : utterances) {
      if (utterance.words.isEmpty()) {
        draft.addScaled(List.of(utterance), factor);
      } else {
        utterance.words.forEach(word -> word.speaker = utterance.speaker);
        draft.addWords(utterance.words, factor);
      }
    }
    if (utterances.isEmpty() && !words.isEmpty()) {
      draft.addWords(words, factor);
    } else if (utterances.isEmpty()) {
      draft.addText(text[0], null);
    }
  }

  private static void refuseUnfinished(JsonInput in) throws IOException {
    String status = in.text();
    if (status.equals("error") || status.equals("queued") || status.equals("processing")) {
      throw in.unreadable("a transcript that is completed", "one that is " + status);
    }
  }
}
