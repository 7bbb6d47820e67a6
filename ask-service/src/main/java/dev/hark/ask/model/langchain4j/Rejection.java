package dev.hark.ask.model.langchain4j;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.hark.ask.model.ModelFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a server says in place of an answer. Its message is only searched for names of parameters,
 * never passed on: it may repeat the question.
 *
 * @param parameter as the server names it, or empty; fit for a log
 * @param code likewise
 * @param message for {@link #refused()} alone
 */
record Rejection(
    int status, Optional<String> retryAfter, String parameter, String code, String message) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Names of fields and codes; anything else may be content. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.\\[\\]-]{1,64}");

  private static final Pattern VALUE =
      Pattern.compile(
          "(?i)too (?:large|big|high|many)|maximum|at most|exceed|valid range|supported range|less"
              + " than|greater than|> \\d");

  /** Prompt and answer are too long together: another prompt would not be. */
  private static final Pattern TOGETHER =
      Pattern.compile("(?i)context (?:length|limit|size)|input length|\\d \\+ \\d");

  /** How a largest value is said, and the number. */
  private static final Pattern MAXIMUM =
      Pattern.compile(
          "(?i)(?:> |at most|less than or equal to|up to|maximum|limit|range)"
              + "\\D{0,60}?(?:[01]\\b(?!,\\d{3}\\b)\\D{1,20})?"
              + "(?<![\\w.-])(?<number>\\d{1,3}(?:,\\d{3}){1,2}|\\d{3,7})(?![\\w-])"
              + "(?<exclusive> \\(exclusive)?");

  /** What a request may be without. */
  enum Parameter {
    LIMIT("max_?(?:completion_?|output_?)?tokens|in the completion"),
    USAGE("stream_?options|include_?usage"),
    TEMPERATURE("temperature"),
    THINKING("thinking\\w*|reasoning\\w*|budget_?tokens|include_?thoughts"),
    SYSTEM_ROLE(
        "messages?\\[\\d+\\]\\.role|system.role|system_?instruction|developer.(?:role|instruction)"
            + "|(?:role|does not support|unsupported)\\W{1,40}(?:system|developer)"),
    NOTHING("(?!)");

    private final Pattern named;

    Parameter(String named) {
      this.named = Pattern.compile("(?i)(?<![a-z0-9])(?:" + named + ")(?![a-z0-9])");
    }

    boolean in(String text) {
      return named.matcher(text).find();
    }
  }

  /** From an answer's body, of whatever form. Parameters are refused by 400 and 422 alone. */
  static Rejection of(int status, Optional<String> retryAfter, String body) {
    JsonNode error = error(body);
    String violation = error.at("/details/0/fieldViolations/0/field").asText("");
    String message = error.isTextual() ? error.asText() : error.toString();
    return new Rejection(
        status,
        retryAfter,
        name(error.path("param").asText(violation)),
        Stream.of("code", "status", "type")
            .map(field -> name(error.path(field).asText("")))
            .filter(value -> !value.matches("\\d*"))
            .findFirst()
            .orElse(""),
        status == 400 || status == 422 ? message : "");
  }

  private static JsonNode error(String body) {
    try {
      JsonNode root = JSON.readTree(body);
      JsonNode whole = root.isArray() ? root.path(0) : root;
      return whole.path("error").isObject() ? whole.path("error") : whole;
    } catch (JsonProcessingException e) {
      return TextNode.valueOf(body);
    }
  }

  /** What can be done: the one table from a provider's HTTP status. */
  ModelFailure failure(Instant now) {
    String reason = "HTTP status " + status + described();
    boolean passes = status == 408 || status == 409 || status == 429 || status >= 500;
    return passes
        ? new ModelFailure.Busy(reason, retryAfter.flatMap(value -> wait(value.strip(), now)))
        : new ModelFailure.Refused(reason);
  }

  /** Seconds or a date; nothing when it is neither. */
  private static Optional<Duration> wait(String value, Instant now) {
    try {
      if (value.matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value)));
      }
      Instant then = DateTimeFormatter.RFC_1123_DATE_TIME.parse(value, Instant::from);
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What is refused: the parameter that is named, else the first that the message speaks of. */
  Parameter refused() {
    return message.isEmpty()
        ? Parameter.NOTHING
        : Stream.of(parameter, message)
            .flatMap(text -> Stream.of(Parameter.values()).filter(one -> one.in(text)))
            .findFirst()
            .orElse(Parameter.NOTHING);
  }

  /** Whether its value is refused, not the parameter. */
  boolean ofValue() {
    return VALUE.matcher(message).find();
  }

  /**
   * The largest limit that the server takes, where it says so.
   *
   * @param sent what it did not take
   */
  OptionalInt maximum(int sent) {
    if (refused() != Parameter.LIMIT || !ofValue() || TOGETHER.matcher(message).find()) {
      return OptionalInt.empty();
    }
    return MAXIMUM
        .matcher(message)
        .results()
        .mapToInt(
            found ->
                Integer.parseInt(found.group("number").replace(",", ""))
                    - (found.group("exclusive") == null ? 0 : 1))
        .filter(number -> number < sent)
        .findFirst();
  }

  /** For the log, with a blank before it; empty when the server says nothing. */
  String described() {
    return (parameter.isEmpty() ? "" : " param=" + parameter)
        + (code.isEmpty() ? "" : " code=" + code);
  }

  private static String name(String text) {
    return NAME.matcher(text).matches() && !text.equals("null") ? text : "";
  }
}
