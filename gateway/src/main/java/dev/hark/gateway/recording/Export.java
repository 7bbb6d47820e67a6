package dev.hark.gateway.recording;

import dev.hark.gateway.body.Fields;
import dev.hark.gateway.http.Spool;
import dev.hark.gateway.recording.SizedStreamWriter.SizedStream;
import dev.hark.proto.search.v1.Segment;
import dev.hark.words.Line;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A transcript as a file that other programs read. What people said is text in it, nothing else.
 */
final class Export {
  private static final int MEMORY = 256 << 10;
  private static final int LONGEST_NAME = 100;

  /** What has a meaning in Markdown, or would be HTML there. */
  private static final Pattern MARKS = Pattern.compile("([\\\\`*_{}\\[\\]<>()#+\\-.!|~&])");

  private Export() {}

  /** What kind of file. */
  enum Format {
    VTT("text/vtt"),
    SRT("application/x-subrip"),
    TXT("text/plain"),
    MD("text/markdown"),
    JSON("application/json");

    private final String mediaType;

    Format(String mediaType) {
      this.mediaType = mediaType;
    }

    static Format of(String text) {
      for (Format format : values()) {
        if (format.suffix().equals(text)) {
          return format;
        }
      }
      throw Fields.wrong("format", "'vtt', 'srt', 'txt', 'md' or 'json'");
    }

    String contentType() {
      return this == JSON ? mediaType : mediaType + "; charset=utf-8";
    }

    String suffix() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A header that names the file, in every script; what cannot stand in a file's name is left out.
   */
  static String disposition(String title, Format format) {
    String name = Line.trim(title.replaceAll("[\\p{Cntrl}\\p{Cf}/\\\\:*?\"<>|]+", " "));
    if (name.isEmpty() || name.startsWith(".")) {
      name = "transcript";
    }
    int end = Math.min(name.length(), LONGEST_NAME);
    if (end < name.length() && Character.isHighSurrogate(name.charAt(end - 1))) {
      end--;
    }
    name = name.substring(0, end) + "." + format.suffix();
    return "attachment; filename=\"%s\"; filename*=UTF-8''%s"
        .formatted(
            name.replaceAll("[^ -~]", "_").replace("%", "_"),
            URLEncoder.encode(name, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A"));
  }

  /**
   * Reads all of it; a failure on the way is thrown before anything is sent.
   *
   * @param parts segments in order, some at a time; an empty list ends them
   */
  static SizedStream write(Supplier<List<Segment>> parts, String title, Format format)
      throws IOException {
    Spool spool = new Spool(MEMORY);
    boolean whole = false;
    try {
      Writer out = new OutputStreamWriter(spool, StandardCharsets.UTF_8);
      head(out, title, format);
      long number = 0;
      for (List<Segment> part = parts.get(); !part.isEmpty(); part = parts.get()) {
        for (Segment segment : part) {
          number++;
          segment(out, segment, number, format);
        }
      }
      out.flush();
      whole = true;
      return new SizedStream(closing(spool), spool.size());
    } finally {
      if (!whole) {
        spool.close();
      }
    }
  }

  private static InputStream closing(Spool spool) {
    return new FilterInputStream(spool.read()) {
      @Override
      public void close() throws IOException {
        try (spool) {
          super.close();
        }
      }
    };
  }

  private static void head(Writer out, String title, Format format) throws IOException {
    switch (format) {
      case VTT -> out.write("WEBVTT\n\n");
      case MD -> out.write("# " + markdown(title.isEmpty() ? "Transcript" : title) + "\n\n");
      case SRT, TXT -> {}
      case JSON -> throw new IllegalArgumentException("JSON is what the look-up answers");
    }
  }

  private static void segment(Writer out, Segment segment, long number, Format format)
      throws IOException {
    String speaker = oneLine(segment.getSpeaker());
    String text = oneLine(segment.getText());
    String said = speaker.isEmpty() ? text : speaker + ": " + text;
    long start = segment.getStartMs();
    long end = segment.getEndMs();
    switch (format) {
      case VTT ->
          out.write(
              "%s --> %s\n%s%s\n\n"
                  .formatted(
                      clock(start, "."),
                      clock(end, "."),
                      speaker.isEmpty() ? "" : "<v " + html(speaker) + ">",
                      html(text)));
      case SRT ->
          out.write(
              "%d\n%s --> %s\n%s\n\n".formatted(number, clock(start, ","), clock(end, ","), said));
      case TXT -> out.write("[%s] %s\n".formatted(clock(start), said));
      case MD ->
          out.write(
              "%s\\[%s\\]  \n%s\n\n"
                  .formatted(
                      speaker.isEmpty() ? "" : "**" + markdown(speaker) + "** ",
                      clock(start),
                      markdown(text)));
      case JSON -> throw new IllegalArgumentException("JSON is what the look-up answers");
    }
  }

  /** A line break would begin another cue, or a paragraph. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]+", " ");
  }

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String markdown(String text) {
    return MARKS.matcher(oneLine(text)).replaceAll("\\\\$1");
  }

  private static String clock(long milliseconds) {
    long seconds = milliseconds / 1_000;
    return "%02d:%02d:%02d".formatted(seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }

  private static String clock(long milliseconds, String point) {
    return "%s%s%03d".formatted(clock(milliseconds), point, milliseconds % 1_000);
  }
}
