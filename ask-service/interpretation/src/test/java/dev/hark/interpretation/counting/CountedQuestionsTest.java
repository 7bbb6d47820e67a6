package dev.hark.interpretation.counting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.hark.interpretation.counting.CountedQuestion.Who;
import dev.hark.interpretation.speaker.SpeakerNames;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class CountedQuestionsTest {
  private static final List<String> SPEAKERS = List.of("Ana Souza", "Tom Vance", "Ines Okafor");

  private static Optional<CountedQuestion> read(String question) {
    return CountedQuestions.read(question, SpeakerNames.in(question, SPEAKERS));
  }

  private static String told(CountedQuestion read) {
    String who =
        switch (read.who()) {
          case Who.Anyone _ -> "-";
          case Who.NamedBefore _ -> "<";
          case Who.Named named -> String.join(",", named.names());
        };
    return String.join("\t", read.kind().name(), read.unit().name(), read.words(), who);
  }

  @ParameterizedTest
  @CsvFileSource(resources = "/counted.tsv", delimiter = '\t', quoteCharacter = '\0')
  void readsWhatIsCounted(String question, String kind, String unit, String words, String who) {
    assertEquals(
        kind.equals("NONE") ? "NONE" : String.join("\t", kind, unit, words, who),
        read(question).map(CountedQuestionsTest::told).orElse("NONE"));
  }

  @Test
  void takesNoTimeForWhatIsNoQuestion() {
    String hostile = "how many times did we say " + "how many times ".repeat(18);
    assertTimeout(
        Duration.ofMillis(500),
        () -> {
          for (int i = 0; i < 100; i++) {
            var _ = read(hostile);
            var _ = read("list all ".repeat(1_000));
            var _ = read("\ue000\ue001" + hostile.substring(0, 200) + "\ud83d");
          }
        });
  }
}
