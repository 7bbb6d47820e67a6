package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexFailure.IndexUnavailableException;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

/** What a search found, or why it did not. */
sealed interface Searched {
  /** The whole of it. */
  record Whole(HitsMetadata<JsonNode> hits) implements Searched {}

  /** It failed, alone or with others. */
  record Failure(RuntimeException reason) implements Searched {}

  /** Whether another try may do better. */
  default boolean mayPass() {
    return this instanceof Failure failure && failure.reason() instanceof IndexUnavailableException;
  }

  default HitsMetadata<JsonNode> orThrow() {
    return switch (this) {
      case Whole whole -> whole.hits();
      case Failure failure -> throw failure.reason();
    };
  }
}
