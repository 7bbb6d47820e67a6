package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.EventId;
import dev.hark.search.index.EventKind;
import dev.hark.search.index.Register;
import dev.hark.search.index.Stamp;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Registers as JSON: the value with when, by which event and what kind it was said. */
final class Registers {
  private Registers() {}

  static <T> void write(
      ObjectNode into, String name, @Nullable Register<T> register, Function<T, JsonNode> value) {
    if (register != null) {
      Stamp stamp = register.stamp();
      into.putObject(name)
          .put("at", stamp.at().toString())
          .put("kind", stamp.kind().name())
          .put("event", stamp.event().value())
          .set("value", value.apply(register.value()));
    }
  }

  static <T> @Nullable Register<T> read(JsonNode from, String name, Function<JsonNode, T> value) {
    JsonNode node = from.get(name);
    if (node == null) {
      return null;
    }
    Stamp stamp =
        new Stamp(
            Instant.parse(node.path("at").asText()),
            EventKind.valueOf(node.path("kind").asText()),
            new EventId(node.path("event").asText()));
    return new Register<>(value.apply(node.path("value")), stamp);
  }
}
