package dev.hark.search.grpc;

import dev.hark.runtime.fair.BusyException;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.fair.NoSlotException;
import dev.hark.search.index.Ids.ProjectId;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * Lets so many searches at a time have the model and the index as can make use of them, each
 * project its share: what the others have waiting is felt by nobody, and no search that runs is so
 * slow for it that its meaning is left out.
 */
public final class SearchSlots {
  private final FairSlots slots;
  private final Duration longest;

  /**
   * @param longest to wait for a slot
   */
  public SearchSlots(FairSlots slots, Duration longest) {
    this.slots = slots;
    this.longest = longest;
  }

  /**
   * What the work gives, once it has its slot.
   *
   * @throws BusyException when the project has more waiting than its share serves in time
   * @throws NoSlotException when it waits in vain for others, or for what hangs
   */
  <T> T within(ProjectId project, Supplier<T> work) {
    return slots.within(project.value(), longest, work);
  }
}
