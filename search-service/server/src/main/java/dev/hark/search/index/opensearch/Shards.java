package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;

/** Refuses answers that leave out a part of the index. */
final class Shards {
  private Shards() {}

  /** The same reply, if every shard has answered in time. */
  static JsonNode complete(JsonNode reply) {
    JsonNode failed = reply.path("_shards").path("failed");
    if (!failed.isInt() || failed.asInt() > 0) {
      throw new IndexUnavailableException("not every shard answered");
    }
    if (reply.path("timed_out").asBoolean(false)) {
      throw new IndexUnavailableException("a shard did not answer in time");
    }
    return reply;
  }
}
