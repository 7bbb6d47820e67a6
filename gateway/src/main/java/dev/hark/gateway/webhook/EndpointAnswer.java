package dev.hark.gateway.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hark.gateway.docs.Member;
import dev.hark.runtime.time.WireTime;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An endpoint as the API shows it. */
record EndpointAnswer(
    @Member(value = "Of the endpoint.", id = "we_") String id,
    @Member("Where to.") String url,
    @Member("What of.") List<String> events,
    @Member("For its owner.") @Nullable String description,
    @Member("Whether it is told.") boolean enabled,
    @Member("Since when no attempt has succeeded; null after one that did.")
        @Nullable String failingSince,
    @Member("When it was disabled as it had failed for three days.") @Nullable String disabledAt,
    @Member("When it was made.") String createdAt,
    @Member("When it was last changed.") String updatedAt,
    @Member("What signs; only in the answer that makes it.")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable String secret) {

  static EndpointAnswer of(EndpointRow row) {
    return with(row, null);
  }

  /** The answers to who made it, or made its secret anew. */
  static EndpointAnswer with(EndpointRow row, @Nullable String secret) {
    return new EndpointAnswer(
        row.id(),
        row.url(),
        List.of(row.events()),
        row.description(),
        row.enabled(),
        time(row.failingSince()),
        time(row.disabledAt()),
        WireTime.format(row.createdAt()),
        WireTime.format(row.updatedAt()),
        secret);
  }

  private static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : WireTime.format(time);
  }

  /** A delivery as the API shows it. */
  record DeliveryAnswer(
      @Member(value = "Of the event; `webhook-id` of each attempt.", id = "evt_") String eventId,
      @Member("What happened.") String type,
      @Member(
              value = "Failed when it was given up.",
              oneOf = {"pending", "delivered", "failed"})
          String status,
      @Member("How many there were.") int attempts,
      @Member("Of the last attempt's answer; null when there was none.")
          @Nullable Integer responseCode,
      @Member(
              "What was wrong with the last attempt: `status`, `redirect`, `timeout`, `connection`,"
                  + " `tls`, `unknown_host`, `address_not_allowed` or `secret_unreadable`.")
          @Nullable String error,
      @Member("When it was noted.") String createdAt,
      @Member("When it was last tried.") @Nullable String lastAttemptAt,
      @Member("When it is tried next; null when it is not.") @Nullable String nextAttemptAt) {

    static DeliveryAnswer of(Deliveries.Row row) {
      return new DeliveryAnswer(
          row.eventId(),
          row.type(),
          row.status(),
          row.attempts(),
          row.responseCode(),
          row.error(),
          WireTime.format(row.createdAt()),
          time(row.lastAttemptAt()),
          time(row.nextAttemptAt()));
    }
  }
}
