package dev.hark.ask.model;

import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import java.time.Duration;

/**
 * A model that computes in this process: so many answers at a time as there are slots, each project
 * its share. Safe for many threads.
 *
 * @param project whose share an answer is of
 * @param longest to wait for a slot
 */
public record SharedChatModel(ChatModel model, FairSlots slots, String project, Duration longest)
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
    return slots.within(project, longest, () -> model.answer(request, words));
  }
}
