package dev.hark.format;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Breaks the files of the table at random: each is read or refused, at once. */
class FuzzTest {
  private static final long SEED = Long.getLong("seed", System.nanoTime());
  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("formats.fuzz.seconds", 3));

  /** Of a file of a few hundred bytes, with a collection of garbage in between. */
  private static final Duration SLOWEST = Duration.ofSeconds(2);

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "1e999",
          "NaN",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[[]]",
          "0.5",
          "99999999999999",
          "\"-->\"",
          "{\"seconds\":\"1\"}",
          "\"\\ud800\"");

  private final Random random = new Random(SEED);

  @Test
  void refusesCleanlyOrReadsWhateverIsDoneToAFile() throws IOException {
    List<TranscriptsTest.Row> rows = TranscriptsTest.rows();
    long end = System.nanoTime() + LENGTH.toNanos();
    long files = 0;
    long read = 0;
    while (System.nanoTime() < end) {
      TranscriptsTest.Row row = rows.get(random.nextInt(rows.size()));
      byte[] content = row.content();
      for (int i = 0; i < 20; i++) {
        content = mutated(content);
        read += isRead(row, content) ? 1 : 0;
        files++;
      }
    }
    System.out.printf("seed %d: %,d files, %,d of them read%n", SEED, files, read);
    assertTrue(read > 0 && read < files, "some are read and some are refused");
  }

  private boolean isRead(TranscriptsTest.Row row, byte[] content) {
    long begin = System.nanoTime();
    try {
      ParsedTranscript parsed =
          Transcripts.read(content, random.nextInt(4) == 0 ? row.named() : null);
      long before = 0;
      for (ParsedTranscript.Segment segment : parsed.segments()) {
        assertTrue(
            segment.startMs() >= before && !segment.text().isBlank(), () -> of(row, content));
        before = segment.startMs();
      }
      return true;
    } catch (UnreadableTranscriptException e) {
      return false;
    } catch (RuntimeException | StackOverflowError e) {
      return fail(of(row, content), e);
    } finally {
      Duration taken = Duration.ofNanos(System.nanoTime() - begin);
      assertTrue(taken.compareTo(SLOWEST) < 0, () -> taken + " for " + of(row, content));
    }
  }

  private static String of(TranscriptsTest.Row row, byte[] content) {
    return "seed %d, %s: %s"
        .formatted(SEED, row.file(), new String(content, StandardCharsets.ISO_8859_1));
  }

  private byte[] mutated(byte[] content) {
    if (content.length < 2 || content.length > 100_000) {
      return new byte[] {(byte) random.nextInt(256), '{', (byte) random.nextInt(256)};
    }
    byte[] copy = content.clone();
    int at = random.nextInt(content.length);
    switch (random.nextInt(6)) {
      case 0 -> copy = Arrays.copyOf(copy, at);
      case 1 -> copy[at] = (byte) random.nextInt(256);
      case 2 -> copy[at] = copy[random.nextInt(content.length)];
      case 3 -> copy = swappedLines(content);
      case 4 -> copy = swappedValue(content);
      default -> copy = doubled(content, at);
    }
    return copy;
  }

  private byte[] swappedLines(byte[] content) {
    List<String> lines =
        Arrays.asList(new String(content, StandardCharsets.ISO_8859_1).split("\n", -1));
    Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    return String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Another value behind a colon, in JSON. */
  private byte[] swappedValue(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    int colon = text.indexOf(": ", random.nextInt(text.length()));
    int end = colon < 0 ? -1 : text.indexOf('\n', colon);
    if (end < 0) {
      return content;
    }
    String value = VALUES.get(random.nextInt(VALUES.size()));
    String rest = (text.charAt(end - 1) == ',' ? "," : "") + text.substring(end);
    return (text.substring(0, colon + 2) + value + rest).getBytes(StandardCharsets.ISO_8859_1);
  }

  private byte[] doubled(byte[] content, int from) {
    int length = random.nextInt(content.length - from);
    byte[] copy = Arrays.copyOf(content, content.length + length);
    System.arraycopy(content, from, copy, content.length, length);
    return copy;
  }
}
