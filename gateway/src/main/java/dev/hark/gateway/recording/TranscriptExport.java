package dev.hark.gateway.recording;

import static dev.hark.gateway.export.ExportText.clock;
import static dev.hark.gateway.export.ExportText.markdown;
import static dev.hark.gateway.export.ExportText.oneLine;

import dev.hark.gateway.export.ExportFile;
import dev.hark.gateway.export.ExportFormat;
import dev.hark.gateway.http.SizedStream;
import dev.hark.proto.search.v1.Segment;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.function.Supplier;

/**
 * A transcript as a file that other programs read. What people said is text in it, nothing else.
 */
final class TranscriptExport {
  private TranscriptExport() {}

  /**
   * Reads all of it.
   *
   * @param parts segments in order, some at a time; an empty list ends them
   */
  static SizedStream write(Supplier<List<Segment>> parts, String title, ExportFormat format)
      throws IOException {
    return ExportFile.of(
        out -> {
          head(out, title, format);
          long number = 0;
          for (List<Segment> part = parts.get(); !part.isEmpty(); part = parts.get()) {
            for (Segment segment : part) {
              number++;
              segment(out, segment, number, format);
            }
          }
        });
  }

  private static void head(Writer out, String title, ExportFormat format) throws IOException {
    switch (format) {
      case VTT -> out.write("WEBVTT\n\n");
      case MD -> out.write("# " + markdown(title.isEmpty() ? "Transcript" : title) + "\n\n");
      case SRT, TXT -> {}
      case JSON -> throw new IllegalArgumentException("JSON is what the look-up answers");
    }
  }

  private static void segment(Writer out, Segment segment, long number, ExportFormat format)
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
                      precise(start, "."),
                      precise(end, "."),
                      speaker.isEmpty() ? "" : "<v " + html(speaker) + ">",
                      html(text)));
      case SRT ->
          out.write(
              "%d\n%s --> %s\n%s\n\n"
                  .formatted(
                      number, precise(start, ","), precise(end, ","), said.replace("-->", "->")));
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

  private static String html(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String precise(long milliseconds, String point) {
    return "%s%s%03d".formatted(clock(milliseconds), point, milliseconds % 1_000);
  }
}
