package dev.hark.ask.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.model.ChatRequest.Said;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RetryingChatModelTest {
  private final ScriptedModel model = new ScriptedModel("openai", 10_000);
  private final List<Duration> waits = new ArrayList<>();
  private final ChatModel retrying = new RetryingChatModel(model, waits::add, new Random(1));

  @Test
  void asksThreeTimesWithGrowingWaitsWhenAServerFails() {
    model.says();
    model.failsWith(new ModelFailure.Busy("HTTP status 500", Optional.empty()));
    assertInstanceOf(Completion.Failed.class, answer());
    assertEquals(3, model.asked().size());
    assertTrue(waits.get(0).compareTo(Duration.ofMillis(250)) >= 0, waits::toString);
    assertTrue(waits.get(0).compareTo(Duration.ofMillis(500)) < 0, waits::toString);
    assertTrue(waits.get(1).compareTo(Duration.ofMillis(500)) >= 0, waits::toString);
  }

  @Test
  void waitsAsLongAsTheProviderSaysWhenThatIsSoon() {
    model.says();
    model.failsWith(new ModelFailure.Busy("HTTP status 429", Optional.of(Duration.ofSeconds(2))));
    answer();
    assertEquals(List.of(Duration.ofSeconds(2), Duration.ofSeconds(2)), waits);
  }

  @Test
  void givesUpAtOnceWhenTheProviderSaysLater() {
    model.says();
    model.failsWith(new ModelFailure.Busy("HTTP status 429", Optional.of(Duration.ofHours(1))));
    answer();
    assertEquals(1, model.asked().size());
  }

  @Test
  void neverAsksAgainAfterTheFirstWord() {
    model.says("It");
    model.failsWith(new ModelFailure.Broken("cut"));
    answer();
    assertEquals(1, model.asked().size());
  }

  @Test
  void neverAsksAgainWithARefusedKeyOrAfterATimeOut() {
    model.says();
    model.failsWith(new ModelFailure.Refused("HTTP status 401"));
    answer();
    model.failsWith(new ModelFailure.TimedOut("first word"));
    answer();
    assertEquals(2, model.asked().size());
  }

  @Test
  void neverAsksAgainAModelThatOnlyThought() {
    model.says();
    model.failsWith(new ModelFailure.OnlyThoughts("ended by LENGTH"));
    answer();
    assertEquals(1, model.asked().size());
  }

  @Test
  void passesOnThatWordsWereThoughts() {
    model.thinksAloud("Hm.");
    boolean[] startedOver = {false};
    ChatModel.Words words =
        new ChatModel.Words() {
          @Override
          public void next(String piece) {}

          @Override
          public void startOver() {
            startedOver[0] = true;
          }
        };
    retrying.answer(request(), words);
    assertTrue(startedOver[0]);
  }

  private Completion answer() {
    return retrying.answer(request(), piece -> {});
  }

  private static ChatRequest request() {
    return new ChatRequest("i", List.of(new Said(Said.By.USER, "q")), "q", List.of(), List.of());
  }
}
