package dev.hark.gateway.ask;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import org.jspecify.annotations.Nullable;

/** The body of a new session, for the API description; {@link NewSessionBody} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
record NewSessionFields(
    @Member("What the answers draw on; it never changes.") ScopeFields scope,
    @Member(
            "Whose session it is; needed for `library` and `selected` unless the key is bound to an"
                + " end user. For `recording` it is the owner.")
        @Nullable String endUserId,
    @Member(
            value = "The first message cut to 200 characters if left out.",
            most = NewSessionBody.MAX_TITLE,
            words = true)
        @Nullable String title,
    @Member("Asked at once: the answer is then that of the turn.")
        @Nullable MessageFields initialMessage) {}
