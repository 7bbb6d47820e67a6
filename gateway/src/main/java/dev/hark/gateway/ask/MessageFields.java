package dev.hark.gateway.ask;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.hark.gateway.docs.Member;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a user says, for the API description; {@link MessageBody} reads it. */
@JsonNaming(SnakeCaseStrategy.class)
record MessageFields(
    @Member(value = "The question.", most = MessageBody.MAX_CONTENT, words = true) String content,
    @Member(
            value = "Which model answers; one that is not configured is refused.",
            oneOf = {"gemini", "openai", "claude", "local"})
        @Nullable String provider,
    @Member(value = "What the question mentions; kept with it.", most = MessageBody.MAX_REFS)
        @Nullable List<ContextRefFields> contextRefs,
    @Member(
            value = "What the answer is to hold beyond its usual members.",
            oneOf = {"coverage", "quotes"})
        @Nullable List<String> include) {

  /** Something that a question mentions. */
  record ContextRefFields(
      @Member(value = "The only one that there is.", oneOf = "recording") String type,
      @Member(value = "Of the recording.", id = "rec_") String id) {}
}
