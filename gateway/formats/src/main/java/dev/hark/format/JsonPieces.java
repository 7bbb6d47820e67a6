package dev.hark.format;

import dev.hark.format.Warnings.Mend;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Words and segments as recognisers write them in JSON: an object with a text, a start and an end.
 * Each has its own names for the same; no name means two things.
 */
final class JsonPieces {
  /** Some 55 hours of speech. */
  private static final int MOST = 500_000;

  /** A word in more seconds than this, in the mean: these are milliseconds. */
  private static final double SLOWEST_SECONDS = 100;

  /** A word in fewer milliseconds than this, in the mean: these are seconds. */
  private static final double FASTEST_MS = 20;

  private final JsonInput in;
  private int count;

  JsonPieces(JsonInput in) {
    this.in = in;
  }

  /** The array that the input stands at. */
  List<Piece> list() throws IOException {
    List<Piece> pieces = new ArrayList<>();
    in.array(() -> pieces.add(piece()));
    return pieces;
  }

  private Piece piece() throws IOException {
    if (++count > MOST) {
      throw in.unreadable("at most %,d words".formatted(MOST), "more");
    }
    Piece piece = new Piece();
    if (in.isArray()) {
      tuple(piece);
    } else if (in.isObject()) {
      in.object(name -> member(piece, name));
    } else {
      throw in.expected("an object with a text and times");
    }
    piece.at = piece.isOdd() ? in.path() : null;
    return piece;
  }

  private boolean member(Piece piece, String name) throws IOException {
    switch (name) {
      case "text", "transcript", "punctuated_word", "content" -> piece.text = in.text();
      case "word" -> word(piece);
      case "start_ms" -> piece.start = in.number() / 1000;
      case "end_ms" -> piece.end = in.number() / 1000;
      case "start", "start_time", "startTime", "startOffset", "start_offset" ->
          piece.start = in.number();
      case "end", "end_time", "endTime", "endOffset", "end_offset" -> piece.end = in.number();
      case "resultEndTime", "resultEndOffset", "result_end_time", "result_end_offset" ->
          piece.end = in.number();
      case "speaker", "speaker_id", "speaker_label", "speakerLabel", "speakerTag", "speaker_tag" ->
          piece.speaker(in.text());
      case "channel", "channel_index", "channelTag", "channel_tag" -> piece.channel = in.text();
      case "type" -> piece.type = in.text();
      case "confidence", "score", "probability" -> confidence(piece, false);
      case "logprob", "avg_logprob" -> confidence(piece, true);
      case "words" -> words(piece);
      case "alternatives" -> best(piece);
      case "sentences" -> piece.parts = list();
      case "paragraphs" -> paragraphs(piece);
      case "detected_language", "languageCode", "language_code" -> piece.language = in.text();
      case "timestamp" -> range(piece);
      case "timestamps" -> fromTo(piece, 1);
      case "offsets" -> fromTo(piece, 1000);
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Where a word with its signs is given too, that one is taken. */
  private void word(Piece piece) throws IOException {
    String word = in.text();
    piece.text = piece.text.isEmpty() ? word : piece.text;
  }

  private void words(Piece piece) throws IOException {
    if (in.isArray()) {
      piece.words = list();
    } else {
      in.skip();
    }
  }

  private void confidence(Piece piece, boolean logarithm) throws IOException {
    if (in.isNull()) {
      return;
    }
    double value = in.number();
    piece.confidence(logarithm ? Math.exp(value) : value, in.warnings);
  }

  /** Of several alternatives the first: what they say is said of the piece. */
  private void best(Piece piece) throws IOException {
    int[] read = {0};
    in.array(
        () -> {
          if (read[0]++ == 0) {
            in.object(name -> member(piece, name));
          } else {
            in.skip();
          }
        });
  }

  private void paragraphs(Piece piece) throws IOException {
    if (in.isArray()) {
      piece.parts = list();
    } else {
      in.object(name -> name.equals("paragraphs") && member(piece, name));
    }
  }

  /** {@code [start, end]}. */
  private void range(Piece piece) throws IOException {
    if (!in.isArray()) {
      in.skip();
      return;
    }
    List<Double> times = new ArrayList<>();
    in.array(() -> times.add(in.number()));
    piece.start = times.isEmpty() ? Double.NaN : times.getFirst();
    piece.end = times.size() < 2 ? Double.NaN : times.get(1);
  }

  /** {@code {"from", "to"}} of whisper.cpp. */
  private void fromTo(Piece piece, double perSecond) throws IOException {
    in.object(
        name -> {
          switch (name) {
            case "from" -> piece.start = in.number() / perSecond;
            case "to" -> piece.end = in.number() / perSecond;
            default -> in.skip();
          }
          return true;
        });
  }

  /** {@code [id, seek, start, end, text, …]}, as Python dumps a named tuple. */
  private void tuple(Piece piece) throws IOException {
    int[] index = {0};
    in.array(
        () -> {
          switch (index[0]++) {
            case 2 -> piece.start = in.number();
            case 3 -> piece.end = in.number();
            case 4 -> piece.text = in.text();
            default -> in.skip();
          }
        });
  }

  /**
   * Milliseconds in the unit of the pieces: what the format says, unless so few words in so long a
   * time, or so many in so short a one, cannot be.
   */
  double millis(List<Piece> pieces, boolean seconds) {
    double last = 0;
    double words = 1;
    boolean whole = true;
    for (Piece piece : pieces) {
      last = piece.hasEnd() ? Math.max(last, piece.end) : last;
      words += Sentences.words(piece.text);
      whole &= !piece.hasStart() || piece.start == Math.rint(piece.start);
      whole &= !piece.hasEnd() || piece.end == Math.rint(piece.end);
    }
    boolean sure = pieces.size() > 1;
    if (seconds && sure && whole && last / words > SLOWEST_SECONDS) {
      in.warnings.count(Mend.MILLISECONDS, pieces.size());
      return 1;
    }
    if (!seconds && sure && !whole && last / words < FASTEST_MS) {
      in.warnings.count(Mend.SECONDS, pieces.size());
      return 1000;
    }
    return seconds ? 1000 : 1;
  }
}
