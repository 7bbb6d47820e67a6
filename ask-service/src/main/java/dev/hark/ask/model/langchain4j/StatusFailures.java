package dev.hark.ask.model.langchain4j;

import dev.hark.ask.model.ModelFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** The one table from a provider's HTTP status to what can be done. */
final class StatusFailures {
  private StatusFailures() {}

  /**
   * What an answer with this status means.
   *
   * @param described what is wrong by the provider's word, with a blank before it, or empty
   */
  static ModelFailure of(int status, String described, Optional<String> retryAfter, Instant now) {
    String reason = "HTTP status " + status + described;
    boolean passes = status == 408 || status == 409 || status == 429 || status >= 500;
    return passes
        ? new ModelFailure.Busy(reason, retryAfter.flatMap(value -> wait(value, now)))
        : new ModelFailure.Refused(reason);
  }

  /** Seconds or a date; nothing when it is neither. */
  static Optional<Duration> wait(String value, Instant now) {
    try {
      if (value.strip().matches("\\d{1,9}")) {
        return Optional.of(Duration.ofSeconds(Long.parseLong(value.strip())));
      }
      Instant then =
          ZonedDateTime.parse(value.strip(), DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      return Optional.of(then.isBefore(now) ? Duration.ZERO : Duration.between(now, then));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
