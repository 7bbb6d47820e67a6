package dev.hark.format;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads any transcript file. What it is, is told by its content. All methods may be used by many
 * threads.
 */
public final class Transcripts {
  /** Of a file. */
  public static final int MAX_BYTES = 32 << 20;

  private Transcripts() {}

  /**
   * Reads one file.
   *
   * @param format what the sender says that it is; null to be told by the content
   * @throws UnreadableTranscriptException when the content is none of the formats, another than the
   *     one that was named, or broken where it cannot be mended
   */
  public static ParsedTranscript read(byte[] content, @Nullable TranscriptFormat format) {
    if (content.length > MAX_BYTES) {
      throw new UnreadableTranscriptException("content", "at most 32 MiB", "more");
    }
    Warnings warnings = new Warnings();
    String text = Decoder.decode(content, warnings);
    Draft draft = new Draft(warnings);
    TranscriptFormat read =
        isJson(text)
            ? json(text, format, warnings, draft)
            : Cues.isVtt(text) || Cues.isIn(text)
                ? cues(text, format, warnings, draft)
                : turns(text, format, warnings, draft);
    return draft.finish(read);
  }

  /** A bracket also begins the lines of some texts: {@code [00:00:01] So}. */
  private static boolean isJson(String text) {
    String head = text.substring(0, Math.min(text.length(), 1000)).strip();
    if (head.startsWith("[")) {
      String inside = head.substring(1).stripLeading();
      return inside.isEmpty() || "[{]\"".indexOf(inside.charAt(0)) >= 0;
    }
    return head.startsWith("{") && !head.startsWith("{\\");
  }

  private static TranscriptFormat json(
      String text, @Nullable TranscriptFormat wanted, Warnings warnings, Draft draft) {
    JsonShape shape = JsonShape.of(text, warnings);
    Optional<JsonFormat> told = JsonFormat.of(shape);
    Optional<JsonFormat> format =
        wanted == null
            ? told
            : JsonFormat.ALL.stream()
                .filter(json -> json.format() == wanted && json.fits(shape))
                .findFirst();
    if (format.isEmpty()) {
      throw unknown(wanted, told.map(json -> json.format().wire() + ", ").orElse(""), shape);
    }
    JsonInput.read(text, false, warnings, in -> format.get().read(in, draft));
    return format.get().format();
  }

  private static UnreadableTranscriptException unknown(
      @Nullable TranscriptFormat wanted, String told, JsonShape shape) {
    String expected =
        wanted == null ? "a transcript, one of " + TranscriptFormat.known() : wanted.wire();
    return new UnreadableTranscriptException("content", expected, told + shape.describe());
  }

  private static TranscriptFormat cues(
      String text, @Nullable TranscriptFormat wanted, Warnings warnings, Draft draft) {
    boolean vtt = Cues.isVtt(text);
    boolean fits =
        wanted == null
            || switch (wanted) {
              case VTT, ZOOM -> vtt;
              case SRT, OTTER -> !vtt;
              case TEAMS, GOOGLE_MEET -> true;
              default -> false;
            };
    if (!fits) {
      throw other(wanted, vtt ? "vtt, a text that begins with WEBVTT" : "srt, times with an arrow");
    }
    TranscriptFormat told = CueReader.read(text, warnings, draft);
    return wanted == null ? told : wanted;
  }

  private static TranscriptFormat turns(
      String text, @Nullable TranscriptFormat wanted, Warnings warnings, Draft draft) {
    TurnReader reader = new TurnReader(text);
    TranscriptFormat told = reader.format();
    boolean fits =
        wanted == null
            || wanted == TranscriptFormat.TEXT
            || wanted == told
            || (told == TranscriptFormat.TEXT && !wanted.isJson() && !isOfCues(wanted));
    if (!fits) {
      throw other(wanted, told.wire() + ", lines of text");
    }
    TranscriptFormat format = wanted == null ? told : wanted;
    reader.read(format, warnings, draft);
    return format;
  }

  private static boolean isOfCues(TranscriptFormat format) {
    return format == TranscriptFormat.VTT || format == TranscriptFormat.SRT;
  }

  private static UnreadableTranscriptException other(
      @Nullable TranscriptFormat wanted, String seen) {
    String expected = wanted == null ? "a transcript" : wanted.wire();
    return new UnreadableTranscriptException("content", expected, seen);
  }
}
