package dev.hark.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.hark.proto.search.v1.Filter;
import dev.hark.proto.search.v1.TranscriptChunk;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What recordings and chunks are asked to be like.
 *
 * @param speakers in lower case
 */
record Filters(List<String> tags, JsonNode metadata, Set<String> speakers) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MOST = 20;
  private static final int MOST_NAME = 128;

  static Filters of(Filter filter) {
    Fields.inRange("filter.tags", filter.getTagsCount(), 0, MOST);
    return new Filters(
        filter.getTagsList(),
        asked(filter.getMetadataJson()),
        speakers("filter.speakers", filter.getSpeakersList()));
  }

  static Set<String> speakers(String field, List<String> names) {
    Fields.inRange(field, names.size(), 0, MOST);
    for (String name : names) {
      if (name.isBlank()) {
        throw Fields.invalid(field, "must be names");
      }
      Fields.inRange(field, name.codePointCount(0, name.length()), 1, MOST_NAME);
    }
    return names.stream().map(Filters::key).collect(Collectors.toSet());
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static JsonNode asked(String json) {
    JsonNode asked = json.isEmpty() ? JSON.createObjectNode() : object(json);
    if (!asked.isObject()) {
      throw Fields.invalid("filter.metadata_json", "must be a JSON object");
    }
    requireSingle(asked);
    return asked;
  }

  private static void requireSingle(JsonNode object) {
    for (JsonNode value : object) {
      if (value.isArray() || value.isNull()) {
        throw Fields.invalid("filter.metadata_json", "must hold single values");
      }
      requireSingle(value);
    }
  }

  private static JsonNode object(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw Fields.invalid("filter.metadata_json", "must be a JSON object");
    }
  }

  boolean holds(HeldRecording held) {
    return held.details().getTags().getTagsList().containsAll(tags)
        && (metadata.isEmpty()
            || (held.details().hasMetadataJson()
                && holds(object(held.details().getMetadataJson()), metadata)));
  }

  private static boolean holds(JsonNode object, JsonNode asked) {
    return asked.properties().stream()
        .allMatch(entry -> isSame(object.path(entry.getKey()), entry.getValue()));
  }

  private static boolean isSame(JsonNode value, JsonNode asked) {
    if (asked.isObject()) {
      return value.isObject() && holds(value, asked);
    }
    return asked.isNumber()
        ? value.isNumber() && value.decimalValue().compareTo(asked.decimalValue()) == 0
        : value.equals(asked);
  }

  boolean holds(HeldRecording held, TranscriptChunk chunk) {
    return speakers.isEmpty()
        || chunk.getSegmentsList().stream()
            .map(part -> part.getSegment().getSpeaker())
            .anyMatch(label -> isSaidBy(held, label));
  }

  /** Whether one who is asked for has this label. */
  boolean isSaidBy(HeldRecording held, String label) {
    return speakers.isEmpty()
        || Stream.of(label, held.shown(label)).map(Filters::key).anyMatch(speakers::contains);
  }
}
