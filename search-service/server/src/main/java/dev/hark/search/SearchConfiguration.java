package dev.hark.search;

import dev.hark.runtime.fair.FairSlots;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How searches behave.
 *
 * @param embeddingTimeout for the vector of a query; after that only its words are searched
 * @param titleTimeout for the vector of a title; after that its words alone are searched until the
 *     recording's next event
 * @param readBudget for a search or look-up as a whole; after that it is given up
 * @param slots searches at a time; two for each core when 0
 * @param queue searches of one project that wait for a slot at most; more are refused
 * @param queueTime for a slot; what is left of the budget then is for the search
 * @param cursorSecret signs the cursors of lists; the same for all instances
 */
@ConfigurationProperties("hark.search")
record SearchConfiguration(
    @Bindable(defaultValue = "1s") Duration embeddingTimeout,
    @Bindable(defaultValue = "5s") Duration titleTimeout,
    @Bindable(defaultValue = "2500ms") Duration readBudget,
    @Bindable(defaultValue = "0") int slots,
    @Bindable(defaultValue = "200") int queue,
    @Bindable(defaultValue = "1500ms") Duration queueTime,
    @Bindable(defaultValue = "hark-cursor") String cursorSecret) {
  /** A project that asks four times a second, or once in a while, is one that may ask again. */
  private static final Duration LATELY = Duration.ofSeconds(2);

  /**
   * How searches share the machine. While several projects search, each core is one's own for a
   * search; a project that is alone has enough of them under way that no core waits for the others.
   */
  FairSlots.Limits limits() {
    int cores = Runtime.getRuntime().availableProcessors();
    int most = slots == 0 ? 2 * cores : slots;
    return FairSlots.Limits.ofShortWork(most, Math.min(most, cores), queue, LATELY);
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "SearchConfiguration of %d slots and %s for a read".formatted(slots, readBudget);
  }
}
