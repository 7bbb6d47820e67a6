package dev.hark.gateway.erasure;

import dev.hark.gateway.rpc.ErasureClient;
import dev.hark.runtime.id.Ids.ErasureId;
import java.time.Instant;

/**
 * A deletion that was asked for.
 *
 * @param order in whose data, and what the services and the event are told of it
 */
record Erasure(ErasureId id, Target target, ErasureClient.Order order) {
  Instant requestedAt() {
    return order.at();
  }
}
