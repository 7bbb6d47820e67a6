package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.gateway.export.ExportFormat;
import dev.hark.proto.search.v1.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TranscriptExportTest {
  private static final List<Segment> SEGMENTS =
      List.of(
          segment(0, 2_500, "Ana <b>", "Use a --> b & <i>c</i>\n\nSTYLE"),
          segment(3_723_004, 400_000_000, "", "**bold** [x](javascript:alert(1)) #1"));

  private static Segment segment(long start, long end, String speaker, String text) {
    return Segment.newBuilder()
        .setStartMs(start)
        .setEndMs(end)
        .setSpeaker(speaker)
        .setText(text)
        .build();
  }

  private static String export(ExportFormat format) throws IOException {
    Iterator<List<Segment>> parts = List.of(SEGMENTS, List.<Segment>of()).iterator();
    var file = TranscriptExport.write(parts::next, "Q3 *plan*", format);
    try (InputStream bytes = file.bytes()) {
      byte[] all = bytes.readAllBytes();
      assertEquals(file.length(), all.length);
      return new String(all, StandardCharsets.UTF_8);
    }
  }

  @Test
  void whatWasSaidIsTextInEveryFormat() throws IOException {
    assertEquals(
        """
        WEBVTT

        00:00:00.000 --> 00:00:02.500
        <v Ana &lt;b&gt;>Use a --&gt; b &amp; &lt;i&gt;c&lt;/i&gt; STYLE

        01:02:03.004 --> 111:06:40.000
        **bold** [x](javascript:alert(1)) #1

        """,
        export(ExportFormat.VTT));
    assertEquals(
        """
        1
        00:00:00,000 --> 00:00:02,500
        Ana <b>: Use a -> b & <i>c</i> STYLE

        2
        01:02:03,004 --> 111:06:40,000
        **bold** [x](javascript:alert(1)) #1

        """,
        export(ExportFormat.SRT));
    assertEquals(
        """
        [00:00:00] Ana <b>: Use a --> b & <i>c</i> STYLE
        [01:02:03] **bold** [x](javascript:alert(1)) #1
        """,
        export(ExportFormat.TXT));
    assertEquals(
        """
        # Q3 \\*plan\\*

        **Ana \\<b\\>** \\[00:00:00\\]\s\s
        Use a \\-\\-\\> b \\& \\<i\\>c\\</i\\> STYLE

        \\[01:02:03\\]\s\s
        \\*\\*bold\\*\\* \\[x\\]\\(javascript:alert\\(1\\)\\) \\#1

        """,
        export(ExportFormat.MD));
  }
}
