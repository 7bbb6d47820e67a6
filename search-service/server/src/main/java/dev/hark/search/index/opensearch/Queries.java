package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;

/** The few kinds of filters that are used. */
final class Queries {
  private Queries() {}

  static ObjectNode term(String field, String value) {
    return Json.object("term", Json.object(field, value));
  }

  static ObjectNode terms(String field, Collection<String> values) {
    return Json.object("terms", Json.object(field, Json.strings(values)));
  }

  /** Documents that all filters let through. */
  static ObjectNode all(ArrayNode filters) {
    return Json.object("bool", Json.object("filter", filters));
  }
}
