package dev.hark.gateway.recording;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.FailureException;
import dev.hark.proto.search.v1.Segment;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExportTest {
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

  private static String export(Export.Format format) throws IOException {
    Iterator<List<Segment>> parts = List.of(SEGMENTS, List.<Segment>of()).iterator();
    var file = Export.write(parts::next, "Q3 *plan*", format);
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
        export(Export.Format.VTT));
    assertEquals(
        """
        1
        00:00:00,000 --> 00:00:02,500
        Ana <b>: Use a --> b & <i>c</i> STYLE

        2
        01:02:03,004 --> 111:06:40,000
        **bold** [x](javascript:alert(1)) #1

        """,
        export(Export.Format.SRT));
    assertEquals(
        """
        [00:00:00] Ana <b>: Use a --> b & <i>c</i> STYLE
        [01:02:03] **bold** [x](javascript:alert(1)) #1
        """,
        export(Export.Format.TXT));
    assertEquals(
        """
        # Q3 \\*plan\\*

        **Ana \\<b\\>** \\[00:00:00\\]\s\s
        Use a \\-\\-\\> b \\& \\<i\\>c\\</i\\> STYLE

        \\[01:02:03\\]\s\s
        \\*\\*bold\\*\\* \\[x\\]\\(javascript:alert\\(1\\)\\) \\#1

        """,
        export(Export.Format.MD));
  }

  @Test
  void aTitleIsAFileNameAndNothingElse() {
    assertEquals(
        "attachment; filename=\"a b.vtt\"; filename*=UTF-8''a%20b.vtt",
        Export.disposition("a/b\"\r\n", Export.Format.VTT));
    assertEquals(
        "attachment; filename=\"_rger _.md\"; filename*=UTF-8''%C3%84rger%20%F0%9F%91%8B.md",
        Export.disposition("Ärger 👋", Export.Format.MD));
    assertEquals(
        "attachment; filename=\"transcript.txt\"; filename*=UTF-8''transcript.txt",
        Export.disposition("../\u202e", Export.Format.TXT));
    assertThrows(FailureException.class, () -> Export.Format.of("docx"));
  }
}
