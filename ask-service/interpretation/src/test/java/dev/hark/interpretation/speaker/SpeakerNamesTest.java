package dev.hark.interpretation.speaker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpeakerNamesTest {
  private static final List<String> NAMES =
      List.of(
          "Ana Souza",
          "Ana Lind",
          "Tom\u00e1s",
          "Project Manager",
          "SPEAKER_1",
          "Dr. Zoe Park",
          "Will",
          "Mark Twain",
          "A",
          "Marketing");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What did Ana Souza say?|Ana Souza",
        "What did Ana say?|Ana Souza+Ana Lind",
        "what did ana say|Ana Souza+Ana Lind",
        "What did ana say|",
        "What was Souza's view?|Ana Souza",
        "What about tomas?|Tom\u00e1s",
        "Was sagte TOM\u00c1S?|Tom\u00e1s",
        "What did the project manager decide?|Project Manager",
        "What did the Project cost?|",
        "What did speaker 1 say?|SPEAKER_1",
        "And SPEAKER_1?|SPEAKER_1",
        "What did Zoe think, and Tom\u00e1s?|Dr. Zoe Park;Tom\u00e1s",
        "Is dr here?|",
        "Will it work?|",
        "What did Will say?|Will",
        "will it work|",
        "please mark it|",
        "What did Mark Twain say?|Mark Twain",
        "What did Twain say?|Mark Twain",
        "Who gave a talk?|",
        "What does marketing want?|Marketing",
        "Ana Souza and Ana Lind|Ana Souza;Ana Lind",
      })
  void findsWhoIsNamed(String question, String named) {
    assertEquals(
        named == null ? "" : named,
        SpeakerNames.in(question, NAMES).stream()
            .map(speaker -> String.join("+", speaker.names()))
            .collect(Collectors.joining(";")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "What was Ana Souza's plan?|Ana Souza's",
        "Is it Tom\u00e1s\u2019 plan?|Tom\u00e1s\u2019",
        "Tell Ana.|Ana"
      })
  void aPossessiveBelongsToTheName(String question, String place) {
    NamedSpeaker named = SpeakerNames.in(question, NAMES).getFirst();
    assertEquals(place, question.substring(named.start(), named.end()));
  }
}
