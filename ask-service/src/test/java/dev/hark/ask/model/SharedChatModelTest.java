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
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedChatModelTest {
  private static final ChatRequest REQUEST =
      new ChatRequest("", List.of(new Said(Said.By.USER, "q")), "q", List.of(), List.of());

  private final FairSlots slots =
      new FairSlots(FairSlots.Limits.ofShortWork(1, 1, 1, Duration.ofSeconds(2)));

  private final ExecutorService threads = Executors.newSingleThreadExecutor();
  private volatile @Nullable Thread computing;
  private volatile @Nullable Throwable failure;

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
  void computesOnTheGivenThreadsAndTellsOnTheCallers() {
    List<Thread> told = new ArrayList<>();
    shared("proj_a").answer(REQUEST, _ -> told.add(Thread.currentThread()));
    assertEquals(List.of(Thread.currentThread()), told);
    assertNotEquals(Thread.currentThread(), computing);
  }

  @Test
  void throwsWhatIsThrownWhileItComputesAndGivesTheSlotBack() {
    for (Throwable thrown : List.of(new UnsupportedOperationException(), new AssertionError())) {
      failure = thrown;
      assertThrows(thrown.getClass(), () -> answer(shared("proj_a")));
    }
    failure = null;
    assertInstanceOf(Completion.Finished.class, answer(shared("proj_a")));
  }

  @Test
  void refusesWhatCannotBeginInTime() {
    try (FairSlots.Slot _ = slots.take("proj_b", Duration.ZERO)) {
      assertThrows(NoSlotException.class, () -> answer(shared("proj_a")));
    }
    assertInstanceOf(Completion.Finished.class, answer(shared("proj_a")));
  }

  private final class Answering implements ChatModel {
    @Override
    public ModelProfile profile() {
      return new ModelProfile("local", "m", 100, 10);
    }

    @Override
    public Completion answer(ChatRequest request, Words words) {
      computing = Thread.currentThread();
      switch (failure) {
        case RuntimeException thrown -> throw thrown;
        case Error thrown -> throw thrown;
        case null, default -> words.next("w");
      }
      return new Completion.Finished("m", Completion.Ending.STOP, new Completion.Usage(0, 0, 0));
    }
  }
}
