package dev.hark.ask.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.ask.session.AnswerSentence;
import dev.hark.ask.session.Part;
import dev.hark.runtime.id.Ids.RecordingId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SentenceEndsTest {
  private static final Part.Citation CITATION =
      new Part.Citation(new RecordingId("rec_a"), Duration.ZERO);

  static Stream<String> table() throws IOException {
    try (InputStream file =
        Objects.requireNonNull(
            SentenceEndsTest.class.getResourceAsStream("/evidence/sentences.tsv"))) {
      return new String(file.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("# An"))
              .map(line -> line.replace('⏎', '\n'))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("table")
  void cutsAnswersAtTheirSentences(String row) {
    List<Part> parts = parts(row.replace("|", ""));
    String cut =
        AnswerSentence.of(parts, SentenceEnds.of(parts)).stream()
            .map(SentenceEndsTest::shown)
            .collect(Collectors.joining("|"));
    assertEquals(row, cut);
  }

  @Test
  void losesNothingOfWhatIsWritten() {
    long seed = Long.getLong("seed", new Random().nextLong());
    Random random = new Random(seed);
    List<String> scraps =
        List.of(
            " ", "\n", ".", "!", "^", "Word", "e.g", "1", "- ", "# ", "|", ":", "。", "**", "\"");
    for (int i = 0; i < 5_000; i++) {
      String row =
          Stream.generate(() -> scraps.get(random.nextInt(scraps.size())))
              .limit(random.nextInt(20))
              .collect(Collectors.joining());
      List<Part> parts = parts(row);
      List<AnswerSentence> sentences = AnswerSentence.of(parts, SentenceEnds.of(parts));
      List<Part> all = sentences.stream().flatMap(one -> one.parts().stream()).toList();
      String by = "by -Dseed=" + seed;
      assertEquals(Part.content(parts), Part.content(all), by);
      if (!sentences.isEmpty()) {
        assertEquals(Part.citations(parts), Part.citations(all), by);
      }
    }
  }

  private static List<Part> parts(String text) {
    List<Part> parts = new ArrayList<>();
    for (String piece : text.split("(?<=\\^)|(?=\\^)", -1)) {
      if (piece.equals("^")) {
        parts.add(CITATION);
      } else if (!piece.isEmpty()) {
        parts.add(new Part.Text(piece));
      }
    }
    return parts;
  }

  private static String shown(AnswerSentence sentence) {
    return sentence.parts().stream()
        .map(part -> part instanceof Part.Text text ? text.text() : "^")
        .collect(Collectors.joining());
  }
}
