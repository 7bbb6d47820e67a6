package dev.hark.ask.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.model.ChatRequest.Said;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedChatModelTest {
  private static final ChatRequest REQUEST =
      new ChatRequest("", List.of(new Said(Said.By.USER, "q")), "q", List.of(), List.of());

  private final FairSlots slots =
      new FairSlots(FairSlots.Limits.ofShortWork(1, 1, 1, Duration.ofSeconds(2)));

  private final ExecutorService threads = Executors.newSingleThreadExecutor();

  @AfterEach
  void stop() {
    threads.shutdown();
  }

  private ChatModel shared(String project) {
    return new SharedChatModel(new Answering(), slots, project, Duration.ZERO, threads);
  }

  private static Completion answer(ChatModel model) {
    return model.answer(REQUEST, _ -> {});
  }

  @Test
  void answersOneAfterTheOther() {
    for (int i = 0; i < 3; i++) {
      assertInstanceOf(Completion.Finished.class, answer(shared("proj_a")));
    }
    assertEquals("local", shared("proj_a").profile().provider());
  }

  @Test
  void computesOnTheGivenThreadsAndThrowsWhatIsThrownThere() {
    List<String> told = new ArrayList<>();
    ChatModel refusing = new SharedChatModel(new Answering(), slots, "a", Duration.ZERO, threads);
    assertThrows(
        UnsupportedOperationException.class,
        () ->
            refusing.answer(
                REQUEST,
                _ -> {
                  told.add(Thread.currentThread().getName());
                  throw new UnsupportedOperationException();
                }));
    assertEquals(1, told.size());
    assertNotEquals(Thread.currentThread().getName(), told.getFirst());
    assertInstanceOf(Completion.Finished.class, answer(shared("a")), "the slot is free again");
  }

  @Test
  void refusesWhatCannotBeginInTime() {
    try (FairSlots.Slot _ = slots.take("proj_b", Duration.ZERO)) {
      assertThrows(NoSlotException.class, () -> answer(shared("proj_a")));
    }
    assertInstanceOf(Completion.Finished.class, answer(shared("proj_a")));
  }

  private static final class Answering implements ChatModel {
    @Override
    public ModelProfile profile() {
      return new ModelProfile("local", "m", 100, 10);
    }

    @Override
    public Completion answer(ChatRequest request, Words words) {
      words.next("w");
      return new Completion.Finished("m", Completion.Ending.STOP, new Completion.Usage(0, 0, 0));
    }
  }
}
