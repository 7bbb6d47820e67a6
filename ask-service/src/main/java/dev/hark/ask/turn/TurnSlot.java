package dev.hark.ask.turn;

import dev.hark.ask.model.ChatModel;
import dev.hark.ask.model.ChatRequest;
import dev.hark.ask.model.Completion;
import dev.hark.ask.model.ModelProfile;
import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.runtime.id.Ids.ProjectId;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A turn's slot at the store and at searches: fewer turns at a time than the store has connections,
 * so that none waits for one in vain. For one thread.
 */
final class TurnSlot implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TurnSlot.class);

  private final FairSlots slots;
  private final ProjectId project;
  private final Duration longest;
  private FairSlots.Slot slot;

  /**
   * Waits until there is a slot for it.
   *
   * @throws BusyException when the project has more turns waiting than its share serves in time
   * @throws NoSlotException when it waits in vain for others, or for what hangs
   */
  TurnSlot(FairSlots slots, ProjectId project, Duration longest) {
    this.slots = slots;
    this.project = project;
    this.longest = longest;
    this.slot = slots.take(project.value(), longest);
  }

  /** The same model, waited for without the slot; with one again to keep an answer. */
  ChatModel outside(ChatModel model) {
    return new ChatModel() {
      @Override
      public ModelProfile profile() {
        return model.profile();
      }

      @Override
      public Completion answer(ChatRequest request, Words words) {
        leave();
        Completion completion = model.answer(request, words);
        if (completion instanceof Completion.Finished) {
          takeAgain();
        }
        return completion;
      }
    };
  }

  /** Gives the slot back early: what remains waits for others, and the store has answered. */
  void leave() {
    slot.answered();
    slot.close();
  }

  /** What has been answered must be kept, whatever is going on. */
  private void takeAgain() {
    try {
      slot = slots.take(project.value(), longest);
    } catch (BusyException | NoSlotException e) {
      log.warn("a turn goes on without a slot: {}", e.getMessage());
    }
  }

  @Override
  public void close() {
    slot.close();
  }
}
