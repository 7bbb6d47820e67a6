package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The JSON of Whisper and its kin: segments of openai-whisper, WhisperX and OpenAI's API,
 * transcription of whisper.cpp, chunks of Transformers, and the bare array of faster-whisper.
 */
final class WhisperFormat implements JsonFormat {
  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.WHISPER;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.hasAny("segments", "transcription", "chunks[].timestamp", "words[].word")
        || shape.hasAny("[].start", "[].timestamp", "[][]")
        || (shape.has("text") && shape.paths().stream().allMatch(this::isPlain));
  }

  /** Of an answer that is the text and little else. */
  private boolean isPlain(String path) {
    return List.of("text", "language", "task", "duration", "chunks", "usage", "logprobs")
        .contains(path.replaceFirst("[.\\[].*", ""));
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    JsonPieces pieces = new JsonPieces(in);
    List<Piece> segments = new ArrayList<>();
    List<Piece> words = new ArrayList<>();
    String[] text = {""};
    if (in.isArray()) {
      segments.addAll(pieces.list());
    } else {
      in.object(
          name -> {
            switch (name) {
              case "segments", "transcription", "chunks" -> segments.addAll(pieces.list());
              case "words" -> words.addAll(pieces.list());
              case "text" -> text[0] = in.text();
              case "language" -> draft.language(in.text());
              case "duration" -> draft.durationSeconds(in.number());
              case "result" -> in.object(member -> language(in, member, draft));
              default -> in.skip();
            }
            return true;
          });
    }
    if (!segments.isEmpty()) {
      double factor = pieces.millis(segments, true);
      segments.forEach(segment -> add(segment, factor, in.warnings, draft));
    } else if (!words.isEmpty()) {
      draft.addWords(words, pieces.millis(words, true));
    } else {
      draft.addText(text[0], null);
    }
  }

  private static boolean language(JsonInput in, String member, Draft draft) throws IOException {
    boolean language = member.equals("language");
    draft.language(language ? in.text() : "");
    return language;
  }

  /** A segment as it is, or by its words where several people speak in it or it is long. */
  private static void add(Piece segment, double factor, Warnings warnings, Draft draft) {
    boolean several =
        segment.words.stream().map(word -> word.speaker).filter(Objects::nonNull).distinct().count()
            > 1;
    boolean isLong = Sentences.words(segment.text) > Sentences.MOST_WORDS;
    if (segment.words.isEmpty() || !(several || isLong)) {
      draft.addScaled(List.of(segment), factor);
      return;
    }
    segment.scale(factor, warnings);
    boolean spaced = segment.words.stream().anyMatch(word -> word.text.startsWith(" "));
    String speaker = segment.speaker;
    for (Piece word : segment.words) {
      speaker = word.speaker == null ? speaker : word.speaker;
      word.speaker = speaker;
      word.glued = spaced && !word.text.startsWith(" ");
    }
    WordGroups.of(segment.words, warnings).forEach(draft::add);
  }
}
