package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** ElevenLabs: words with the spaces between them, of one file or of each of its channels. */
final class ElevenLabsFormat implements JsonFormat {
  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.ELEVENLABS;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.hasAny("language_probability", "words[].type", "transcripts[].words");
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    transcript(in, new JsonPieces(in), draft);
  }

  private static void transcript(JsonInput in, JsonPieces pieces, Draft draft) throws IOException {
    List<Piece> words = new ArrayList<>();
    String[] said = {"", ""};
    in.object(
        name -> {
          switch (name) {
            case "transcripts" -> in.array(() -> transcript(in, pieces, draft));
            case "words" -> words.addAll(pieces.list());
            case "text" -> said[0] = in.text();
            case "channel_index" -> said[1] = in.text();
            case "language_code" -> draft.language(in.text());
            case "audio_duration_secs" -> draft.durationSeconds(in.number());
            default -> in.skip();
          }
          return true;
        });
    String channel = said[1].isEmpty() ? null : "Channel " + said[1];
    for (Piece word : words) {
      word.glued = "punctuation".equals(word.type);
      word.speaker = word.speaker == null ? channel : word.speaker;
    }
    if (!words.isEmpty()) {
      draft.addWords(words, pieces.millis(words, true));
    } else {
      draft.addText(said[0], channel);
    }
  }
}
