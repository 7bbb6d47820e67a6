package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatModel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThoughtFilterTest {
  private final AtomicBoolean closingTagAlone = new AtomicBoolean();
  private final Told told = new Told();

  @ParameterizedTest
  @CsvSource({
    "<think>Hm [S1].</think>It is June., It is June.",
    "<THINK>Hm.</THINK>It is June., It is June.",
    "<think >Hm.</ think>It is June., It is June.",
    "<thinking>Hm.</thinking>It is June., It is June.",
    "[THINK]Hm.[/THINK]It is June., It is June.",
    "It is <think>really?</think>June., It is June.",
    "It is June.<think>Or July?, It is June.",
    "'Okay, so the user asks [S1].</think>It is June.', It is June.",
    "'Let me see.</think>It is June.', It is June.",
    "<think>One.</think>It <think>Two.</think>is June., It is June.",
    "It is <b>June</b> [S1] < 3., It is <b>June</b> [S1] < 3.",
    "'So it is June, I think.', 'So it is June, I think.'",
    "'I', 'I'",
    "'<thin', '<thin'",
  })
  void tellsNoThoughtsHoweverTheyAreCut(String written, String shown) {
    for (int first = 0; first <= written.length(); first++) {
      for (int second = first; second <= written.length(); second++) {
        assertTells(
            shown,
            written.substring(0, first),
            written.substring(first, second),
            written.substring(second));
      }
    }
  }

  @Test
  void tellsWordsAtOnceThatAreNoThoughts() {
    ThoughtFilter filter = new ThoughtFilter(told, true, closingTagAlone);
    assertTrue(filter.next("It is"));
    assertTrue(filter.next(" June"));
    assertEquals(List.of("It is", " June"), told.pieces);
    assertTrue(filter.finish(false));
    assertFalse(filter.thought());
  }

  @Test
  void tellsWhatMayBeThoughtsAtTheEnd() {
    ThoughtFilter filter = new ThoughtFilter(told, true, closingTagAlone);
    filter.next("So it is");
    filter.next(" June.");
    assertEquals(List.of(), told.pieces);
    assertTrue(filter.finish(false));
    assertEquals("So it is June.", told.text());
  }

  @Test
  void doesNotWaitWhereThoughtsComeApart() {
    ThoughtFilter filter = new ThoughtFilter(told, true, closingTagAlone);
    filter.separated();
    filter.next("So it is June.");
    assertEquals("So it is June.", told.text());
  }

  @Test
  void startsOverAfterThoughtsThatDidNotLookLikeSomeAndHoldsTheNextBack() {
    ThoughtFilter first = new ThoughtFilter(told, true, closingTagAlone);
    first.next("Dates are in S1. ");
    assertEquals("Dates are in S1. ", told.text());
    first.next("</think>It is June.");
    assertTrue(first.finish(false));
    assertEquals("It is June.", told.text());
    ThoughtFilter second = new ThoughtFilter(told, true, closingTagAlone);
    second.next("Dates are in S1.");
    assertEquals("It is June.", told.text());
    assertFalse(second.finish(true), "cut by a limit before any closing tag");
    assertTrue(second.thought());
    assertEquals("It is June.", told.text());
  }

  private static void assertTells(String shown, String... pieces) {
    Told cut = new Told();
    ThoughtFilter filter = new ThoughtFilter(cut, true, new AtomicBoolean());
    for (String piece : pieces) {
      filter.next(piece);
    }
    filter.finish(false);
    assertEquals(shown, cut.text(), () -> String.join("|", pieces));
    assertEquals(0, cut.startedOver);
  }

  /** What is left of what was told. */
  private static final class Told implements ChatModel.Words {
    private final List<String> pieces = new ArrayList<>();
    private int startedOver;

    @Override
    public void next(String piece) {
      pieces.add(piece);
    }

    @Override
    public void startOver() {
      startedOver++;
      pieces.clear();
    }

    String text() {
      return String.join("", pieces);
    }
  }
}
