package dev.hark.ask.model;

import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/**
 * A model that computes in this process: so many answers at a time as there are slots, each project
 * its share. Safe for many threads.
 *
 * @param project whose share an answer is of
 * @param longest to wait for a slot
 * @param threads that compute
 */
public record SharedChatModel(
    ChatModel model, FairSlots slots, String project, Duration longest, ExecutorService threads)
    implements ChatModel {
  @Override
  public ModelProfile profile() {
    return model.profile();
  }

  /**
   * {@inheritDoc}
   *
   * @throws BusyException when the project has more waiting than its share serves in time
   * @throws NoSlotException when it waits in vain for others, or for what hangs
   */
  @Override
  public Completion answer(ChatRequest request, Words words) {
    List<String> computed = new ArrayList<>();
    Completion completion = slots.within(project, longest, () -> compute(request, computed::add));
    // By the turn's own thread: whoever hears them may look into the store.
    computed.forEach(words::next);
    return completion;
  }

  private Completion compute(ChatRequest request, Words words) {
    Future<Completion> computing = threads.submit(() -> model.answer(request, words));
    try {
      return computing.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case RuntimeException cause -> throw cause;
        case Error cause -> throw cause;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } catch (InterruptedException e) {
      computing.cancel(true);
      Thread.currentThread().interrupt();
      throw new NoSlotException("given up while an answer was computed");
    }
  }
}
