package dev.hark.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Amazon Transcribe: items by channel or speaker, else the segments of the audio. */
final class AmazonTranscribeFormat implements JsonFormat {
  private static final int MILLIS = 1000;

  @Override
  public TranscriptFormat format() {
    return TranscriptFormat.AMAZON_TRANSCRIBE;
  }

  @Override
  public boolean fits(JsonShape shape) {
    return shape.hasAny("results.items", "results.audio_segments", "results.transcripts");
  }

  @Override
  public void read(JsonInput in, Draft draft) throws IOException {
    Answer answer = new Answer(in, draft);
    in.object(
        name -> {
          if (name.equals("results")) {
            in.object(answer::result);
          }
          return name.equals("results");
        });
    answer.finish();
  }

  private static final class Answer {
    private final JsonInput in;
    private final Draft draft;
    private final JsonPieces pieces;
    private final List<Piece> items = new ArrayList<>();
    private final List<Piece> segments = new ArrayList<>();
    private final List<Piece> transcripts = new ArrayList<>();
    private final List<List<Piece>> channels = new ArrayList<>();
    private final TreeMap<Double, String> speakers = new TreeMap<>();

    Answer(JsonInput in, Draft draft) {
      this.in = in;
      this.draft = draft;
      this.pieces = new JsonPieces(in);
    }

    boolean result(String name) throws IOException {
      switch (name) {
        case "items" -> items.addAll(pieces.list());
        case "audio_segments" -> segments.addAll(pieces.list());
        case "transcripts" -> transcripts.addAll(pieces.list());
        case "language_code" -> draft.language(in.text());
        case "channel_labels" -> in.object(this::channels);
        case "speaker_labels" -> in.object(this::speakers);
        default -> in.skip();
      }
      return true;
    }

    private boolean channels(String name) throws IOException {
      boolean channels = name.equals("channels");
      if (channels) {
        in.array(this::channel);
      }
      return channels;
    }

    private void channel() throws IOException {
      List<Piece> words = new ArrayList<>();
      String[] label = {""};
      in.object(
          name -> {
            switch (name) {
              case "items" -> words.addAll(pieces.list());
              case "channel_label" -> label[0] = in.text();
              default -> in.skip();
            }
            return true;
          });
      words.forEach(word -> word.speaker(label[0]));
      channels.add(words);
    }

    /** Who speaks since when. */
    private boolean speakers(String name) throws IOException {
      boolean turns = name.equals("segments");
      for (Piece turn : turns ? pieces.list() : List.<Piece>of()) {
        if (turn.hasStart() && turn.speaker != null) {
          speakers.put(turn.start, turn.speaker);
        }
      }
      return turns;
    }

    void finish() {
      if (!channels.isEmpty()) {
        channels.forEach(this::add);
      } else if (!items.isEmpty()) {
        add(items);
      } else if (!segments.isEmpty()) {
        draft.addScaled(segments, MILLIS);
      } else {
        transcripts.forEach(transcript -> draft.addText(transcript.text, null));
      }
    }

    /** Punctuation has no time and no speaker: it belongs to the word before it. */
    private void add(List<Piece> words) {
      String speaker = null;
      for (Piece word : words) {
        word.glued = "punctuation".equals(word.type);
        speaker = word.glued ? speaker : word.speaker == null ? at(word.start) : word.speaker;
        word.speaker = speaker;
      }
      draft.addWords(words, MILLIS);
    }

    private @Nullable String at(double start) {
      Map.Entry<Double, String> since = speakers.floorEntry(start);
      return since == null ? null : since.getValue();
    }
  }
}
