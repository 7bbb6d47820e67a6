package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.Completion;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThoughtFilterTest {
  private final ThoughtHabit habit = ThoughtHabit.unknown();
  private final Collected told = new Collected();

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
    ThoughtFilter filter = new ThoughtFilter(told, habit);
    assertTrue(filter.next("It is"));
    assertTrue(filter.next(" June"));
    assertEquals(List.of("It is", " June"), told.pieces);
    assertTrue(filter.finish(Completion.Ending.STOP));
    assertFalse(filter.thought());
  }

  @Test
  void tellsWhatMayBeThoughtsAtTheEnd() {
    ThoughtFilter filter = new ThoughtFilter(told, habit);
    filter.next("So it is");
    filter.next(" June.");
    assertEquals(List.of(), told.pieces);
    assertTrue(filter.finish(Completion.Ending.STOP));
    assertEquals("So it is June.", told.text());
  }

  @Test
  void doesNotWaitWhereThoughtsComeApart() {
    ThoughtFilter filter = new ThoughtFilter(told, habit);
    filter.separated();
    filter.next("So it is June.");
    assertEquals("So it is June.", told.text());
  }

  @Test
  void startsOverAfterThoughtsThatDidNotLookLikeSomeAndHoldsTheNextBack() {
    ThoughtFilter first = new ThoughtFilter(told, habit);
    first.next("Dates are in S1. ");
    assertEquals("Dates are in S1. ", told.text());
    first.next("</think>It is June.");
    assertTrue(first.finish(Completion.Ending.STOP));
    assertEquals("It is June.", told.text());
    ThoughtFilter second = new ThoughtFilter(told, habit);
    second.next("Dates are in S2.");
    assertEquals("It is June.", told.text());
    second.next("</think>It is May.");
    assertTrue(second.finish(Completion.Ending.STOP));
    assertEquals("It is June.It is May.", told.text());
    assertEquals(1, told.startedOver);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "It is June.<think>Or July?",
        "The tag </think> ends thoughts.",
        "<think>Hm.</think>It is June.",
        "[THINK] is a tag, and",
        "Okay, so the user",
      })
  void tellsTagsLikeWordsWhereThoughtsCannotBe(String written) {
    ThoughtHabit apart = ThoughtHabit.apart();
    for (Completion.Ending ending : Completion.Ending.values()) {
      Collected all = new Collected();
      ThoughtFilter filter = new ThoughtFilter(all, apart);
      int half = written.length() / 2;
      assertTrue(filter.next(written.substring(0, half)));
      assertEquals(written.substring(0, half), all.text(), "at once");
      assertTrue(filter.next(written.substring(half)));
      assertTrue(filter.finish(ending));
      assertEquals(written, all.text());
      assertFalse(filter.thought());
      assertEquals(0, all.startedOver);
    }
    assertFalse(apart.thinksFirst());
  }

  @Test
  void forgetsATagThatWasQuotedAfterAWholeAnswerWithoutAny() {
    answer(Completion.Ending.STOP, "The tag </think> ends thoughts.");
    assertTrue(habit.thinksFirst());
    answer(Completion.Ending.LENGTH, "It is June");
    answer(Completion.Ending.CONTENT_FILTER, "It is June");
    answer(Completion.Ending.STOP, "<think>Hm.</think>It is June.");
    answer(Completion.Ending.STOP, "");
    assertTrue(habit.thinksFirst(), "none of these shows the contrary");
    answer(Completion.Ending.STOP, "It is June.");
    assertFalse(habit.thinksFirst());
  }

  @Test
  void learnsNothingFromAClosingTagWhereTheModelOpensItself() {
    answer(Completion.Ending.STOP, "<think>Hm.</think>The tag </think> ends thoughts.");
    assertFalse(habit.thinksFirst());
  }

  @Test
  void tellsACutAnswerThoughAnEarlierOneHadAClosingTag() {
    habit.notice(true);
    ThoughtFilter filter = new ThoughtFilter(told, habit);
    filter.next("It is June and");
    assertEquals(List.of(), told.pieces);
    assertTrue(filter.finish(Completion.Ending.LENGTH));
    assertFalse(filter.thought());
    assertEquals("It is June and", told.text());
  }

  @Test
  void tellsNoCutThoughts() {
    habit.notice(true);
    answer(Completion.Ending.LENGTH, "Okay, so the user asks");
    ThoughtFilter known = new ThoughtFilter(told, ThoughtHabit.first());
    known.next("Dates are in S1");
    assertFalse(known.finish(Completion.Ending.LENGTH));
    assertTrue(known.thought());
    assertEquals("", told.text());
  }

  @Test
  void neverForgetsWhatSettingsOrANameSay() {
    ThoughtHabit first = ThoughtHabit.first();
    new ThoughtFilter(told, first).finish(Completion.Ending.STOP);
    ThoughtFilter whole = new ThoughtFilter(told, first);
    whole.next("It is June.");
    assertTrue(whole.finish(Completion.Ending.STOP));
    assertTrue(first.thinksFirst());
  }

  private void answer(Completion.Ending ending, String written) {
    ThoughtFilter filter = new ThoughtFilter(told, habit);
    filter.next(written);
    filter.finish(ending);
  }

  private static void assertTells(String shown, String... pieces) {
    Collected cut = new Collected();
    ThoughtFilter filter = new ThoughtFilter(cut, ThoughtHabit.unknown());
    for (String piece : pieces) {
      filter.next(piece);
    }
    filter.finish(Completion.Ending.STOP);
    assertEquals(shown, cut.text(), () -> String.join("|", pieces));
    assertEquals(0, cut.startedOver);
  }

  /** What is left of what was told. */
  private static final class Collected implements ChatModel.Words {
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
