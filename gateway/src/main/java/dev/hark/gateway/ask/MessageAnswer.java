package dev.hark.gateway.ask;

import dev.hark.gateway.docs.Member;
import dev.hark.gateway.rpc.Absent;
import dev.hark.proto.ask.v1.FinishReason;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.ask.v1.Role;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message as the API shows it. */
record MessageAnswer(
    @Member(value = "Of the message.", id = "msg_") String id,
    @Member(
            value = "Who says it.",
            oneOf = {"user", "assistant"})
        String role,
    @Member("The text parts joined.") String content,
    @Member("A citation follows the text that rests on it.") List<PartAnswer> parts,
    @Member("What the model read and wrote.") Tokens tokens,
    @Member("As its provider names it; null for a user's message.") @Nullable String model,
    @Member("Null for a user's message.") @Nullable String provider,
    @Member(
            value = "Why the answer ends; null for a user's message.",
            oneOf = {"stop", "length", "content_filter"})
        @Nullable String finishReason,
    @Member("When it was stored.") String createdAt) {

  static MessageAnswer of(Message message) {
    return new MessageAnswer(
        message.getMessageId(),
        message.getRole() == Role.ROLE_ASSISTANT ? "assistant" : "user",
        message.getContent(),
        message.getPartsList().stream().map(PartAnswer::of).toList(),
        Tokens.of(message),
        Absent.textOrNull(message.getModel()),
        Absent.textOrNull(message.getProvider()),
        finishReason(message.getFinishReason()),
        Absent.always(message.getCreatedAt()));
  }

  private static @Nullable String finishReason(FinishReason reason) {
    return switch (reason) {
      case FINISH_REASON_STOP -> "stop";
      case FINISH_REASON_LENGTH -> "length";
      case FINISH_REASON_CONTENT_FILTER -> "content_filter";
      case FINISH_REASON_UNSPECIFIED, UNRECOGNIZED -> null;
    };
  }

  /** What a model read and wrote; null each for what a user said. */
  record Tokens(
      @Member("Read, cached ones included.") @Nullable Long input,
      @Member("Written.") @Nullable Long output,
      @Member("Of those read, kept by the provider from before.") @Nullable Long cached) {

    static Tokens of(Message message) {
      return message.hasTokens()
          ? new Tokens(
              message.getTokens().getInput(),
              message.getTokens().getOutput(),
              message.getTokens().getCached())
          : new Tokens(null, null, null);
    }
  }

  /** A piece of a message: words, or the moment that the words before it rest on. */
  sealed interface PartAnswer {
    static PartAnswer of(Part part) {
      return part.hasCitation()
          ? new Citation(
              "citation", part.getCitation().getRecordingId(), part.getCitation().getStartMs())
          : new Text("text", part.getText());
    }

    /** Words. */
    record Text(@Member(value = "Words.", oneOf = "text") String type, @Member("They.") String text)
        implements PartAnswer {}

    /** The start of a segment. */
    record Citation(
        @Member(value = "A moment in a recording.", oneOf = "citation") String type,
        @Member("In which.") String recordingId,
        @Member("Where what is cited begins.") long startMs)
        implements PartAnswer {}
  }
}
