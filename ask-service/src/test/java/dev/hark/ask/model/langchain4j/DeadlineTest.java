package dev.hark.ask.model.langchain4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Thinking takes as long as it takes, within the whole; silence does not. */
class DeadlineTest {
  private static final ModelTimeouts TIMEOUTS =
      new ModelTimeouts(
          Duration.ofSeconds(3),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(120));

  private long now = -5;
  private final Deadline deadline = new Deadline(TIMEOUTS, () -> now);

  @ParameterizedTest
  @EnumSource
  void signsOfThinkingProlongTheWaitForTheFirstWord(Wire wire) throws JsonProcessingException {
    StreamedAnswer answer =
        new StreamedAnswer("m", deadline, new ThoughtFilter(words -> {}, ThoughtHabit.unknown()));
    for (int i = 0; i < 4; i++) {
      passes(29);
      tell(wire, "t:Hm.", answer);
      assertEquals(Math.min(30, 120 - 29 * (i + 1)), left());
    }
    passes(5);
    assertTrue(deadline.left() <= 0);
    assertEquals("waited too long for the end", deadline.reason());
  }

  @ParameterizedTest
  @EnumSource
  void wordsEndTheWaitForTheFirstAndPingsProlongNothing(Wire wire) throws JsonProcessingException {
    StreamedAnswer answer =
        new StreamedAnswer("m", deadline, new ThoughtFilter(words -> {}, ThoughtHabit.unknown()));
    passes(10);
    tell(wire, "u", answer);
    assertEquals(20, left());
    tell(wire, "w:It", answer);
    assertEquals(20, left());
    passes(15);
    tell(wire, "w: is", answer);
    assertEquals(20, left());
    tell(wire, "r:stop", answer);
    assertEquals(1, left());
    tell(wire, "u", answer);
    assertEquals(1, left());
  }

  @Test
  void thoughtsBetweenTagsProlongItToo() {
    StreamedAnswer answer =
        new StreamedAnswer("m", deadline, new ThoughtFilter(words -> {}, ThoughtHabit.unknown()));
    for (String piece : new String[] {"<think>", "Hm.", " Hm.", "</think>"}) {
      passes(25);
      answer.words(piece);
      assertEquals(Math.min(30, 120 - TimeUnit.NANOSECONDS.toSeconds(now + 5)), left());
    }
  }

  @Test
  void saysWhatItWaitsFor() {
    assertEquals("waited too long for the first word", deadline.reason());
    deadline.word();
    assertEquals("waited too long for the next word", deadline.reason());
  }

  private static void tell(Wire wire, String script, StreamedAnswer answer)
      throws JsonProcessingException {
    String event = wire.events(script);
    Protocol.of(wire.provider())
        .read(new ObjectMapper().readTree(event.substring(event.indexOf("data:") + 5)), answer);
  }

  private void passes(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  private long left() {
    return TimeUnit.NANOSECONDS.toSeconds(deadline.left());
  }
}
