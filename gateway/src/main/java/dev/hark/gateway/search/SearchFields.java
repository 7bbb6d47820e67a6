package dev.hark.gateway.search;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a search, for the API description; {@link SearchOrder} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
record SearchFields(
    @Member(value = "What to look for, in words.", most = SearchOrder.MAX_QUERY, words = true)
        String query,
    @Member("Whose recordings; needed unless the key is bound to an end user.")
        @Nullable String endUserId,
    @Member(value = "Only these.", least = 1, most = SearchOrder.MAX_RECORDINGS)
        @Nullable List<String> recordingIds,
    @Member("Recorded then or later.") @Nullable String recordedAfter,
    @Member("Recorded earlier.") @Nullable String recordedBefore,
    @Member(value = "How many at most; 8 if left out.", least = 1, most = SearchOrder.MAX_LIMIT)
        @Nullable Integer limit) {}
