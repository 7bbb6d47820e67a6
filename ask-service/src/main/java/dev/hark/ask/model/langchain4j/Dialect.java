package dev.hark.ask.model.langchain4j;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * How a server wants to be asked, where servers of one protocol differ.
 *
 * @param limit the name of the limit of the answer's length
 * @param thinking tokens for thinking, or a word of effort; empty when nothing is said of it
 * @param usageAsked whether the stream is asked to count tokens ({@code stream_options})
 * @param systemRole who says the instructions
 * @param temperature empty for the provider's default
 * @param thinksFirst whether every answer begins with thoughts that only a closing tag ends; else
 *     that is told from the model's name, the beginning of an answer, and earlier answers
 */
public record Dialect(
    Limit limit,
    Optional<String> thinking,
    boolean usageAsked,
    SystemRole systemRole,
    Optional<Double> temperature,
    boolean thinksFirst) {
  /** Thinking as the provider thinks right, but not in silence. */
  static final String AUTO = "auto";

  /** How the longest answer is named. */
  public enum Limit {
    MAX_TOKENS,
    MAX_COMPLETION_TOKENS,
    NONE
  }

  /** Who says the instructions; {@code USER}: they stand above the first message. */
  public enum SystemRole {
    SYSTEM,
    DEVELOPER,
    USER
  }

  /** What is sent where nothing else is said. */
  public static Dialect standard(Limit limit) {
    return new Dialect(limit, Optional.empty(), true, SystemRole.SYSTEM, Optional.empty(), false);
  }

  /** Tokens for thinking, where a number of them is set. */
  public OptionalInt thinkingTokens() {
    return thinking
        .filter(value -> value.matches("\\d{1,7}"))
        .map(value -> OptionalInt.of(Integer.parseInt(value)))
        .orElse(OptionalInt.empty());
  }

  /**
   * The same without what a server refuses, or with it under its other name; empty when nothing
   * that is sent would change.
   *
   * @param limits that the protocol knows
   */
  Optional<Dialect> without(Rejection rejection, Set<Limit> limits) {
    Rejection.Parameter refused = rejection.refused();
    Dialect other =
        new Dialect(
            refused == Rejection.Parameter.LIMIT ? otherLimit(rejection, limits) : limit,
            refused == Rejection.Parameter.THINKING ? Optional.empty() : thinking,
            refused != Rejection.Parameter.USAGE && usageAsked,
            refused == Rejection.Parameter.SYSTEM_ROLE ? SystemRole.USER : systemRole,
            refused == Rejection.Parameter.TEMPERATURE ? Optional.empty() : temperature,
            thinksFirst);
    return other.equals(this) ? Optional.empty() : Optional.of(other);
  }

  private Limit otherLimit(Rejection rejection, Set<Limit> limits) {
    Limit renamed = limit == Limit.MAX_TOKENS ? Limit.MAX_COMPLETION_TOKENS : Limit.MAX_TOKENS;
    boolean leftOut = rejection.ofValue() || limit == Limit.NONE || !limits.contains(renamed);
    Limit other = leftOut ? Limit.NONE : renamed;
    return limits.contains(other) ? other : limit;
  }
}
