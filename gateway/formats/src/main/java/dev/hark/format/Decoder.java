package dev.hark.format;

import dev.hark.format.Warnings.Mend;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Bytes to characters: UTF-8, and UTF-16 and UTF-32 where a mark or the first character tells. */
final class Decoder {
  private static final int REPLACEMENT = '\uFFFD';

  /** How far a text is searched for what only binary files hold. */
  private static final int HEAD = 4096;

  /** What people mistake for a transcript, by how it begins. */
  private static final Map<String, String> FOREIGN =
      Map.of(
          "PK\u0003\u0004", "a ZIP archive or an Office document: send its text",
          "%PDF", "a PDF: send its text",
          "{\\rtf", "an RTF document: send its text",
          "<?xml", "an XML document",
          "<!DOCTYPE", "an HTML document",
          "<html", "an HTML document",
          "<tt", "a TTML document",
          "[Script Info]", "an SSA or ASS subtitle file");

  private Decoder() {}

  static String decode(byte[] content, Warnings warnings) {
    Charset charset = charset(content);
    String text = decode(content, charset, warnings);
    text = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (text.isBlank()) {
      throw unreadable("nothing");
    }
    refuseForeign(text);
    return text;
  }

  private static Charset charset(byte[] content) {
    int head = 0;
    for (int i = 0; i < 4; i++) {
      head = (head << 8) | (i < content.length ? content[i] & 0xFF : 1);
    }
    if (head == 0x0000FEFF || head == 0xFFFE0000) {
      return head == 0x0000FEFF ? StandardCharsets.UTF_32BE : StandardCharsets.UTF_32LE;
    }
    int mark = head >>> 16;
    boolean big = mark == 0xFEFF || ((head & 0xFF00FF00) == 0 && (head & 0x00FF00FF) != 0);
    boolean little = mark == 0xFFFE || ((head & 0x00FF00FF) == 0 && (head & 0xFF00FF00) != 0);
    return big
        ? StandardCharsets.UTF_16BE
        : little ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_8;
  }

  private static String decode(byte[] content, Charset charset, Warnings warnings) {
    try {
      return charset.newDecoder().decode(ByteBuffer.wrap(content)).toString();
    } catch (CharacterCodingException e) {
      String text = new String(content, charset);
      warnings.count(Mend.INVALID_CHARACTERS, text.chars().filter(c -> c == REPLACEMENT).count());
      return text;
    }
  }

  /** The text with U+FFFD for each half of a pair that stands alone, which JSON can write. */
  static String wellFormed(String text, Warnings warnings) {
    if (text.chars().noneMatch(c -> Character.isSurrogate((char) c))) {
      return text;
    }
    StringBuilder mended = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            point -> {
              boolean lone = point <= Character.MAX_VALUE && Character.isSurrogate((char) point);
              warnings.count(Mend.INVALID_CHARACTERS, lone ? 1 : 0);
              mended.appendCodePoint(lone ? REPLACEMENT : point);
            });
    return mended.toString();
  }

  private static void refuseForeign(String text) {
    String head = text.substring(0, Math.min(text.length(), HEAD));
    String begin = head.stripLeading();
    FOREIGN.forEach(
        (mark, name) -> {
          if (begin.regionMatches(true, 0, mark, 0, mark.length())) {
            throw unreadable(name);
          }
        });
    if (head.indexOf('\0') >= 0) {
      throw unreadable("binary data");
    }
  }

  private static UnreadableTranscriptException unreadable(String seen) {
    return new UnreadableTranscriptException(
        "content", "a transcript, one of " + TranscriptFormat.known(), seen);
  }
}
