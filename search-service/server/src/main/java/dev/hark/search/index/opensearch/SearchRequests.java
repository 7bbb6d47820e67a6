package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.Tenant;
import dev.hark.search.query.LegQuery;
import java.time.Duration;

/**
 * The legs of a search as JSON. The tenant's filter is in every one, inside the k-NN clause too;
 * what was typed is only ever the value of a match.
 */
final class SearchRequests {
  /** Weight of the words as they stand beside their stems: breaks ties, finds stop words. */
  private static final double EXACT_WEIGHT = 0.1;

  /** Of a word that has other accents, beside 2.1 of one that stands as it is asked. */
  private static final double OTHER_ACCENTS_WEIGHT = 0.3;

  private final int candidates;
  private final Duration timeout;

  SearchRequests(int candidates, Duration timeout) {
    this.candidates = candidates;
    this.timeout = timeout;
  }

  ObjectNode lexical(Tenant tenant, LegQuery query, String words) {
    QueryWords asked = QueryWords.of(words);
    ArrayNode matches =
        Json.array()
            .add(match(ChunkDocument.SPOKEN, asked.asked(), 1))
            .add(match(ChunkDocument.SURROUNDINGS, asked.asked(), 1))
            .add(match(ChunkDocument.WORDS, asked.asked(), EXACT_WEIGHT))
            .add(match(ChunkDocument.WITHOUT_ACCENTS, asked.withoutAccents(), OTHER_ACCENTS_WEIGHT))
            .add(match(ChunkDocument.SPOKEN, asked.accented(), OTHER_ACCENTS_WEIGHT));
    ObjectNode clause = filters(tenant, query);
    bool(clause).set("should", matches);
    bool(clause).put("minimum_should_match", 1);
    return search(clause);
  }

  ObjectNode semantic(Tenant tenant, LegQuery query, Embedding meaning) {
    ObjectNode clause = Json.object().put("k", candidates);
    ArrayNode vector = clause.putArray("vector");
    for (float number : meaning.toArray()) {
      vector.add(number);
    }
    clause.set("filter", filters(tenant, query));
    return search(Json.object("knn", Json.object(ChunkDocument.EMBEDDING, clause)));
  }

  private static ObjectNode match(String field, String words, double weight) {
    return Json.object(
        "match", Json.object(field, Json.object().put("query", words).put("boost", weight)));
  }

  private static ObjectNode filters(Tenant tenant, LegQuery query) {
    ArrayNode filters = Json.array().add(Queries.term(ChunkDocument.TENANT, tenant.key()));
    if (!query.recordings().isEmpty()) {
      filters.add(
          Queries.terms(
              ChunkDocument.RECORDING_ID,
              query.recordings().stream().map(RecordingId::value).toList()));
    }
    ObjectNode clause = Queries.all(filters);
    if (!query.excludedGenerations().isEmpty()) {
      bool(clause)
          .set("must_not", Queries.terms(ChunkDocument.GENERATION, query.excludedGenerations()));
    }
    return clause;
  }

  private static ObjectNode bool(ObjectNode clause) {
    return (ObjectNode) clause.path("bool");
  }

  /**
   * Only what tells a chunk from others, from the columns: reading 200 bodies would take longer.
   */
  private ObjectNode search(ObjectNode query) {
    ObjectNode search =
        Json.object()
            .put("size", candidates)
            .put("_source", false)
            .put("stored_fields", "_none_")
            .put("track_total_hits", false)
            .put("timeout", timeout.toMillis() + "ms");
    search
        .putArray("docvalue_fields")
        .add(ChunkDocument.RECORDING_ID)
        .add(ChunkDocument.GENERATION)
        .add(ChunkDocument.ORDINAL);
    search.set("query", query);
    return search;
  }
}
