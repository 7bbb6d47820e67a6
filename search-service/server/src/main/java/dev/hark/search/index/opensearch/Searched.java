package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import dev.hark.search.index.opensearch.CallFailures.Rejected;
import java.util.Optional;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

/** What a search found, or why it did not. */
sealed interface Searched {
  /** The whole of it. */
  record Whole(HitsMetadata<JsonNode> hits) implements Searched {}

  /** It failed, alone or with others. */
  record Failure(RuntimeException reason) implements Searched {}

  /**
   * Whether others can go on without it: another try may do better, or the settings of OpenSearch
   * do not allow it.
   */
  default boolean canBeMissed() {
    return this instanceof Failure failure
        && switch (failure.reason()) {
          case IndexUnavailableException _ -> true;
          case Rejected rejected -> rejected.bySettings();
          default -> false;
        };
  }

  default Optional<RuntimeException> failure() {
    return this instanceof Failure failure ? Optional.of(failure.reason()) : Optional.empty();
  }

  default HitsMetadata<JsonNode> orThrow() {
    return switch (this) {
      case Whole whole -> whole.hits();
      case Failure failure -> throw failure.reason();
    };
  }
}
