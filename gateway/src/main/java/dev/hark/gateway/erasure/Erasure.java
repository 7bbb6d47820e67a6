package dev.hark.gateway.erasure;

import dev.hark.gateway.rpc.ErasureClient;
import dev.hark.gateway.webhook.EventType;
import dev.hark.gateway.webhook.WebhookEvent;
import dev.hark.runtime.id.Ids.ErasureId;
import dev.hark.runtime.id.Ids.EventId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A deletion that was asked for.
 *
 * @param order in whose data, and what the services and the event are told of it
 */
record Erasure(ErasureId id, Target target, ErasureClient.Order order) {
  Instant requestedAt() {
    return order.at();
  }

  /** What webhooks tell of it, when it is done. */
  WebhookEvent event() {
    Map<String, String> data = new LinkedHashMap<>();
    data.put(target.type().text() + "_id", target.id());
    data.put("end_user_id", target.owner().value());
    data.put("status", "deleted");
    return new WebhookEvent(
        new EventId(order.eventId()),
        target instanceof Target.Recording
            ? EventType.RECORDING_DELETED
            : EventType.END_USER_DELETED,
        order.at(),
        order.project(),
        order.mode(),
        Optional.of(target.owner()),
        target instanceof Target.Recording(var recording, var _)
            ? Optional.of(recording)
            : Optional.empty(),
        data);
  }
}
