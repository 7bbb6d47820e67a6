package dev.hark.gateway.ask;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.docs.Member;
import dev.hark.gateway.error.FailureException;
import dev.hark.proto.ask.v1.ContextRef;
import dev.hark.proto.ask.v1.Include;
import dev.hark.proto.ask.v1.UserMessage;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a user says, checked.
 *
 * @param include what the answer is to hold beyond the contract
 */
record MessageBody(UserMessage message, Set<Include> include) {
  static final int MAX_CONTENT = 10_000;
  static final int MAX_REFS = 20;

  /** More than there are values; a value may come twice. */
  private static final int MAX_INCLUDES = 20;

  private static final Set<String> PROVIDERS = Set.of("gemini", "openai", "claude", "local");

  /**
   * @throws FailureException naming the field that is at fault
   */
  static MessageBody read(Fields fields) {
    UserMessage.Builder message =
        UserMessage.newBuilder().setContent(fields.requiredWords("content", MAX_CONTENT));
    fields
        .optionalText("provider")
        .map(provider -> provider(fields.path("provider"), provider))
        .ifPresent(message::setProvider);
    fields.optionalObjects("context_refs", MAX_REFS).stream()
        .map(MessageBody::ref)
        .forEach(message::addContextRefs);
    return new MessageBody(message.build(), includes(fields));
  }

  private static String provider(String path, String provider) {
    if (!PROVIDERS.contains(provider)) {
      throw Fields.wrong(path, "'gemini', 'openai', 'claude' or 'local'");
    }
    return provider;
  }

  private static ContextRef ref(Fields ref) {
    if (!ref.requiredText("type").equals("recording")) {
      throw Fields.wrong(ref.path("type"), "'recording'");
    }
    return ContextRef.newBuilder()
        .setType("recording")
        .setId(AskedIds.recording(ref.path("id"), ref.requiredText("id")).value())
        .build();
  }

  private static Set<Include> includes(Fields fields) {
    List<String> texts = fields.optionalTexts("include", 0, MAX_INCLUDES).orElse(List.of());
    Set<Include> includes = EnumSet.noneOf(Include.class);
    IntStream.range(0, texts.size())
        .mapToObj(i -> include("%s[%d]".formatted(fields.path("include"), i), texts.get(i)))
        .forEach(includes::add);
    return includes;
  }

  private static Include include(String path, String text) {
    return switch (text) {
      case "coverage" -> Include.INCLUDE_COVERAGE;
      case "quotes" -> Include.INCLUDE_QUOTES;
      default -> throw Fields.wrong(path, "'coverage' or 'quotes'");
    };
  }

  /** What a user says, for the API description. */
  record MessageFields(
      @Member(value = "The question.", most = MAX_CONTENT, words = true) String content,
      @Member(
              value = "Which model answers; one that is not configured is refused.",
              oneOf = {"gemini", "openai", "claude", "local"})
          @Nullable String provider,
      @Member(value = "What the question mentions; kept with it.", most = MAX_REFS)
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
}
