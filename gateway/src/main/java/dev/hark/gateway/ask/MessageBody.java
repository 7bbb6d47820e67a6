package dev.hark.gateway.ask;

import dev.hark.gateway.ask.TurnFilterBody.TurnFilterFields;
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
record MessageBody(UserMessage message, Set<Addition> include) {
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
    fields.optionalTimeZone("time_zone").ifPresent(message::setTimeZone);
    TurnFilterBody.read(fields).ifPresent(message::setFilters);
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

  /** What ask-service has to be asked for. */
  List<Include> asked() {
    return include.stream().flatMap(one -> one.asked().stream()).toList();
  }

  private static Set<Addition> includes(Fields fields) {
    List<String> texts = fields.optionalTexts("include", 0, MAX_INCLUDES).orElse(List.of());
    Set<Addition> includes = EnumSet.noneOf(Addition.class);
    IntStream.range(0, texts.size())
        .mapToObj(i -> include("%s[%d]".formatted(fields.path("include"), i), texts.get(i)))
        .forEach(includes::add);
    return includes;
  }

  private static Addition include(String path, String text) {
    return Addition.parse(text)
        .orElseThrow(
            () -> Fields.wrong(path, "'coverage', 'quotes', 'interpretation' or 'grounding'"));
  }

  /** What a user says, for the API description. */
  record MessageFields(
      @Member(value = "The question.", most = MAX_CONTENT, words = true) String content,
      @Member(
              value = "Which model answers; one that is not configured is refused.",
              oneOf = {"gemini", "openai", "claude", "local"})
          @Nullable String provider,
      @Member(
              value = "What the question mentions: looked at first, and kept with it.",
              most = MAX_REFS)
          @Nullable List<ContextRefFields> contextRefs,
      @Member("In which its days are meant; the end user's, else UTC, if left out.")
          @Nullable String timeZone,
      @Member(
              "What the answer may draw on, inside the session's scope. What is said here overrules"
                  + " the question.")
          @Nullable TurnFilterFields filters,
      @Member(
              value = "What the answer is to hold beyond its usual members.",
              oneOf = {"coverage", "quotes", "interpretation", "grounding"})
          @Nullable List<String> include) {

    /** Something that a question mentions. */
    record ContextRefFields(
        @Member(value = "The only one that there is.", oneOf = "recording") String type,
        @Member(value = "Of the recording.", id = "rec_") String id) {}
  }
}
