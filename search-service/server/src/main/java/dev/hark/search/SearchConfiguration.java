package dev.hark.search;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How searches behave.
 *
 * @param embeddingPatience for the vector of a query; after that only its words are searched
 * @param titlePatience for the vector of a title; after that its words alone are searched until the
 *     recording's next event
 * @param readBudget for a search or look-up as a whole; after that it is given up
 * @param cursorSecret signs the cursors of lists; the same for all instances
 */
@ConfigurationProperties("hark.search")
record SearchConfiguration(
    @Bindable(defaultValue = "1s") Duration embeddingPatience,
    @Bindable(defaultValue = "5s") Duration titlePatience,
    @Bindable(defaultValue = "2500ms") Duration readBudget,
    @Bindable(defaultValue = "hark-cursor") String cursorSecret) {
  /** Without the secret. */
  @Override
  public String toString() {
    return "SearchConfiguration["
        + embeddingPatience
        + ", "
        + titlePatience
        + ", "
        + readBudget
        + "]";
  }
}
