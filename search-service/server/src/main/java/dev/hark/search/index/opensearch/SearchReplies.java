package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.search.index.IndexUnavailableException;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.Wording;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.Titled;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** What a multi-search answered, to be read in the order in which it was asked. */
final class SearchReplies {
  private final Iterator<JsonNode> responses;
  private final Map<Candidate, Wording> wordings = new HashMap<>();

  SearchReplies(JsonNode reply) {
    this.responses = reply.path("responses").iterator();
  }

  /** The next search's chunks, best first. */
  List<Candidate> chunks() {
    List<Candidate> chunks = new ArrayList<>();
    for (JsonNode hit : hits()) {
      JsonNode fields = hit.path("fields");
      Candidate chunk =
          new Candidate(
              new RecordingId(first(fields, ChunkDocument.RECORDING_ID).asText()),
              first(fields, ChunkDocument.GENERATION).asText(),
              first(fields, ChunkDocument.ORDINAL).asInt());
      wordings.put(chunk, new Wording(first(fields, ChunkDocument.WORDING).asText()));
      chunks.add(chunk);
    }
    return chunks;
  }

  private static JsonNode first(JsonNode fields, String name) {
    return fields.path(name).path(0);
  }

  /** What the chunks so far say. */
  Map<Candidate, Wording> wordings() {
    return wordings;
  }

  /** The next search's recordings, which were found by words of their titles. */
  List<Titled> titledByWords() {
    return titled(false);
  }

  /** The next search's recordings, which were found by the vectors of their titles. */
  List<Titled> titledByMeaning() {
    return titled(true);
  }

  private List<Titled> titled(boolean byMeaning) {
    List<Titled> titled = new ArrayList<>();
    for (JsonNode hit : hits()) {
      JsonNode source = hit.path("_source");
      Candidate opening =
          new Candidate(
              new RecordingId(source.path(RecordingDocument.RECORDING_ID).asText()),
              source.path(RecordingDocument.GENERATION).asText(),
              0);
      // The score of a vector is (1 + cosine) / 2.
      OptionalDouble likeness =
          byMeaning
              ? OptionalDouble.of(2 * hit.path("_score").asDouble() - 1)
              : OptionalDouble.empty();
      titled.add(new Titled(opening, source.path(RecordingDocument.TITLE).asText(), likeness));
    }
    return titled;
  }

  private JsonNode hits() {
    if (!responses.hasNext()) {
      throw new IndexUnavailableException("a leg of the search has no answer");
    }
    JsonNode response = responses.next();
    JsonNode body = new Reply(response.path("status").asInt(), response).orThrow("a leg");
    return Shards.complete(body).path("hits").path("hits");
  }
}
