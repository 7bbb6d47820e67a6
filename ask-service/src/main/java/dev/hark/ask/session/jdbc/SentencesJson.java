package dev.hark.ask.session.jdbc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.Evidence;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the sentences of an answer rest on, as it is stored: {@code {"recordings": ["rec_…"],
 * "sentences": [{"end": 12, "heading": true, "rests_on": [[0], [1, 2]]}]}}, where numbers are
 * places among the recordings. Hundreds of sentences may rest on the same forty.
 */
final class SentencesJson {
  private static final ObjectMapper JSON = new ObjectMapper();

  private SentencesJson() {}

  static String write(List<Evidence.Sentence> sentences) {
    List<RecordingId> recordings = new ArrayList<>();
    ObjectNode object = JSON.createObjectNode();
    ArrayNode all = object.putArray("sentences");
    for (Evidence.Sentence sentence : sentences) {
      ObjectNode one = all.addObject().put("end", sentence.end());
      if (sentence.heading()) {
        one.put("heading", true);
      }
      ArrayNode restsOn = one.putArray("rests_on");
      for (Set<RecordingId> set : sentence.restsOn()) {
        ArrayNode numbers = restsOn.addArray();
        set.forEach(recording -> numbers.add(place(recordings, recording)));
      }
    }
    ArrayNode ids = object.putArray("recordings");
    recordings.forEach(recording -> ids.add(recording.value()));
    return object.toString();
  }

  private static int place(List<RecordingId> recordings, RecordingId recording) {
    int place = recordings.indexOf(recording);
    if (place < 0) {
      recordings.add(recording);
    }
    return place < 0 ? recordings.size() - 1 : place;
  }

  /** None when nothing is stored. */
  static List<Evidence.Sentence> read(@Nullable String json) {
    List<Evidence.Sentence> sentences = new ArrayList<>();
    if (json != null) {
      JsonNode object = parse(json);
      for (JsonNode one : object.get("sentences")) {
        Set<Set<RecordingId>> restsOn = new HashSet<>();
        for (JsonNode numbers : one.get("rests_on")) {
          Set<RecordingId> set = new HashSet<>();
          for (JsonNode number : numbers) {
            set.add(new RecordingId(object.get("recordings").get(number.intValue()).textValue()));
          }
          restsOn.add(set);
        }
        sentences.add(
            new Evidence.Sentence(one.get("end").intValue(), one.has("heading"), restsOn));
      }
    }
    return sentences;
  }

  private static JsonNode parse(String json) {
    try {
      return JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored sentences cannot be read", e);
    }
  }
}
