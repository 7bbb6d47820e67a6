package dev.hark.format;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LargeTranscriptTest {
  private static final int CUES = 18_000;

  /** A byte of the text and all that is made of it, garbage included. */
  private static final long MOST_ALLOCATED = 100L << 20;

  /** The full 32 MiB take minutes: a scan that is quadratic shows in two as well. */
  private static final int SIZE = Integer.getInteger("formats.large.mebibytes", 2) << 20;

  private static final Duration LONGEST = Duration.ofSeconds(2 + (SIZE >> 20));

  @Test
  void readsTwelveHoursOfCuesInTwoSecondsAndAHundredMebibytes() {
    StringBuilder vtt = new StringBuilder("WEBVTT\n\n");
    for (int i = 0; i < CUES; i++) {
      vtt.append(cue(i, "<v Ines Rocha>The kiln is warm &amp; the bowls are in, all %d.</v>"));
    }
    byte[] content = vtt.toString().getBytes(StandardCharsets.UTF_8);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    assertTimeout(
        Duration.ofSeconds(2),
        () -> assertEquals(CUES, Transcripts.read(content, null).segments().size()));
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.printf("twelve hours of cues: %,d bytes allocated%n", allocated);
    assertTrue(allocated < MOST_ALLOCATED, () -> "allocated %,d bytes".formatted(allocated));
  }

  private static String cue(int i, String text) {
    long ms = i * 2400L;
    String from =
        "%02d:%02d:%02d.%03d"
            .formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    ms += 2300;
    String to =
        "%02d:%02d:%02d.%03d"
            .formatted(ms / 3_600_000, ms / 60_000 % 60, ms / 1000 % 60, ms % 1000);
    return from + " --> " + to + "\n" + text.formatted(i) + "\n\n";
  }

  /** A large content, made when it is needed. */
  record Large(String name, String begin, IntFunction<String> piece, String end) {
    byte[] content() {
      StringBuilder text = new StringBuilder(begin);
      for (int i = 0; text.length() < SIZE - 1000; i++) {
        text.append(piece.apply(i));
      }
      return text.append(end).toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static Large large(String name, String begin, IntFunction<String> piece, String end) {
    return new Large(name, begin, piece, end);
  }

  private static Large large(String name, String begin, String piece, String end) {
    return new Large(name, begin, i -> piece, end);
  }

  static Stream<Large> files() {
    String words = "word ".repeat(120);
    return Stream.of(
        large("vtt of long cues", "WEBVTT\n\n", i -> cue(i, words + "%d"), ""),
        large("vtt of empty cues", "WEBVTT\n\n", "0:1.0-->0:1.1\n\n", ""),
        large("vtt of one cue", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "word\n", ""),
        large("vtt of open tags", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "<v &", ""),
        large("vtt that is a comment", "WEBVTT\n\nNOTE\n", "word\n", ""),
        large("arrows", "x", " --> ", ""),
        large("srt of blank lines", "1\n00:00:01,000 --> 00:00:02,000\n", "\n", "x"),
        large("srt of numbers", "", "7\n", "00:00:01,000 --> 00:00:02,000\nx"),
        large("text of names", "", i -> "Name%d: so it is.\n".formatted(i), ""),
        large("text of one line", "", "word ", ""),
        large("text without a space", "x", "x", ""),
        large("text of colons", "", "::", ""),
        large("text of spaces", "x", "  ", "x"),
        large("text of times", "", "00:00:01\n", ""),
        large("text of brackets", "", "[x] [", ""),
        large("otter", "", i -> "Name  %d:00\n%s\n\n".formatted(i % 999, words), ""),
        large("segments", "[", i -> (i == 0 ? "" : ",") + segment(i, words), "]"),
        large("segments that are empty", "[{\"start_ms\":1}", ",{}", "]"),
        large(
            "whisper",
            "{\"text\":\"x\",\"segments\":[{\"start\":0,\"end\":1,\"text\":\"",
            "word ",
            "\"}]}"),
        large(
            "words",
            "{\"words\":[{\"word\":\"a\"}",
            ",{\"word\":\"b\",\"start\":1,\"end\":2,\"confidence\":0.123456789012345678901234567890}",
            "]}"),
        large(
            "deepgram",
            "{\"results\":{\"channels\":[{\"alternatives\":[{\"words\":[{}",
            ",{\"word\":\"b\",\"start\":1.5,\"end\":2.25,\"speaker\":0,\"punctuated_word\":\"B.\",\"x\":\"yyyyyyyyyyy\"}",
            "]}]}]}}"),
        large(
            "amazon",
            "{\"results\":{\"items\":[{}",
            ",{\"start_time\":\"1.0\",\"end_time\":\"1.5\",\"alternatives\":[{\"content\":\"b\",\"confidence\":\"0.9\"}]}",
            "]}}"),
        large(
            "google",
            "{\"results\":[{\"alternatives\":[{}]}",
            ",{\"alternatives\":[{\"transcript\":\"so it is\"}],\"resultEndTime\":\"4.5s\"}",
            "]}"),
        large("arrays", "[[]", ",[]", "]"),
        large("members", "{\"a\":1", i -> ",\"m%d\":%d".formatted(i, i), "}"),
        large("open arrays", "", "[", ""),
        large("digits", "[", "9", "]"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsOrRefusesLargeFilesInBoundedTime(Large file) {
    byte[] content = file.content();
    long begin = System.nanoTime();
    String end = assertTimeout(LONGEST, () -> outcome(content));
    System.out.printf(
        "%-25s %5d ms, %s%n", file, Duration.ofNanos(System.nanoTime() - begin).toMillis(), end);
  }

  private static String outcome(byte[] content) {
    try {
      return "%,d segments".formatted(Transcripts.read(content, null).segments().size());
    } catch (UnreadableTranscriptException e) {
      return "refused, " + e.getMessage();
    }
  }

  private static String segment(int i, String words) {
    return "{\"start_ms\":%d,\"end_ms\":%d,\"text\":\"%s\"}".formatted(i, i + 1, words);
  }
}
