package dev.hark.format;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of files: each is read as the file beside it, {@code .expected}, says. */
class TranscriptsTest {
  static final Path FOLDER = Path.of("src/test/resources/transcripts");

  /** A row of the table. */
  record Row(String file, @Nullable TranscriptFormat named) {
    byte[] content() throws IOException {
      return Files.readAllBytes(FOLDER.resolve(file));
    }
  }

  static List<Row> rows() throws IOException {
    return Files.readAllLines(FOLDER.resolve("cases.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> List.of(line.split("\t", -1)))
        .map(row -> new Row(row.get(0), TranscriptFormat.fromWire(row.get(1)).orElse(null)))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void readsEachFileAsItsExpectedFileSays(Row row) throws IOException {
    Path expected = FOLDER.resolve(row.file() + ".expected");
    assertEquals(Files.readString(expected), render(row.content(), row.named()));
  }

  static String render(byte[] content, @Nullable TranscriptFormat named) {
    try {
      return render(Transcripts.read(content, named));
    } catch (UnreadableTranscriptException e) {
      return "refused " + e.getMessage() + "\n";
    }
  }

  private static String render(ParsedTranscript read) {
    StringBuilder lines = new StringBuilder("format " + read.format().wire() + "\n");
    lines.append(read.language() == null ? "" : "language " + read.language() + "\n");
    lines.append(read.durationMs() == null ? "" : "duration " + read.durationMs() + "\n");
    read.warnings().forEach(w -> lines.append("warning %s %d\n".formatted(w.code(), w.count())));
    for (ParsedTranscript.Segment segment : read.segments()) {
      lines.append(segment.startMs()).append('-').append(segment.endMs());
      lines.append(segment.speaker() == null ? "" : " <" + segment.speaker() + ">");
      lines.append(segment.confidence() == null ? "" : " (" + segment.confidence() + ")");
      lines.append(' ').append(segment.text()).append('\n');
    }
    return lines.toString();
  }

  /** Writes what is read now: to be looked at, line by line, before it is kept. */
  static void main() throws IOException {
    for (Row row : rows()) {
      String read = render(row.content(), row.named());
      Files.writeString(FOLDER.resolve(row.file() + ".expected"), read, StandardCharsets.UTF_8);
    }
  }
}
