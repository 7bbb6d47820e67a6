package dev.hark.search.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WordingTest {
  private static final String LOOP = "Thank you. ".repeat(90);

  @Test
  void caseSpacesPunctuationAndWidthMakeNoDifference() {
    Wording plain = Wording.of("We ship on Friday, I think");
    for (String same :
        List.of(
            "we ship on friday i think.",
            " We  ship\non Friday -- I think!",
            "Ｗe ship on Friday I think")) {
      assertEquals(plain, Wording.of(same), same);
    }
  }

  @Test
  void otherWordsOrAnotherOrderDo() {
    List<String> texts =
        List.of("yes no", "no yes", "yes", "yes yes", "", "🎉", "🔥", "0 1", "01", "не", "но");
    assertEquals(texts.size(), texts.stream().map(Wording::of).distinct().count());
  }

  @Test
  void aHandfulOfWordsOverAndOverIsALoopHoweverOften() {
    for (String loop :
        List.of(
            LOOP,
            "Thank you. ".repeat(5),
            "okay ".repeat(8),
            "Subtitles by the community. ".repeat(30),
            "Thank you. Bye. ".repeat(20),
            "Bye. ".repeat(10) + "Thank you. ".repeat(20),
            "谢谢".repeat(20))) {
      assertTrue(Wording.of(loop).isLoop(), loop);
    }
    assertEquals(Wording.of(LOOP), Wording.of("you. Thank you, thank you, thank you, thank"));
    assertNotEquals(Wording.of(LOOP), Wording.of("thank me ".repeat(90)));
  }

  @Test
  void whatIsSaidAmongALoopIsNone() {
    String digits = "five five three nine oh one two two six four eight oh five nine one three";
    for (String talk :
        List.of(
            "Thank you.",
            LOOP + "Helix. " + LOOP,
            LOOP + "Maria catered for the offsite. " + LOOP,
            digits,
            "We meet at nine. ".repeat(2),
            IntStream.range(0, 100).mapToObj(i -> "item " + i).collect(Collectors.joining(" ")))) {
      assertFalse(Wording.of(talk).isLoop(), talk);
    }
  }

  @Test
  void aLoopKnowsWhoAsksForItsVeryWords() {
    assertTrue(Wording.of(LOOP).isLoopOf("thank you"));
    assertFalse(Wording.of(LOOP).isLoopOf("thank you Maria"));
    assertFalse(Wording.of("Thank you.").isLoopOf("thank you"));
  }
}
