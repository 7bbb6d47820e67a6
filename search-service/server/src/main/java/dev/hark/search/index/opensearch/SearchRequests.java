package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.Tenant;
import dev.hark.search.index.Wording;
import dev.hark.search.query.LegQuery;
import java.time.Duration;

/**
 * The legs of a search as JSON, for chunks and for titles of recordings. The tenant's filter is in
 * every one, inside the k-NN clause too; what was typed is only ever the value of a match.
 */
final class SearchRequests {
  /** Weight of the words as they stand beside their stems: breaks ties, finds stop words. */
  private static final double EXACT_WEIGHT = 0.1;

  /** Of a word that has other accents, beside 2.1 of one that stands as it is asked. */
  private static final double OTHER_ACCENTS_WEIGHT = 0.3;

  /** Recordings that are found by their titles: of those with one name only so many are shown. */
  private static final int TITLES = 10;

  /** Enough to be behind whatever shares a word with the query. */
  private static final double LOOP_WEIGHT = 0.001;

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
    return chunks(Json.object("boosting", behindOthers(clause)));
  }

  /**
   * What a recogniser repeats holds its few words more often than any talk: it would fill a leg.
   */
  private static ObjectNode behindOthers(ObjectNode clause) {
    ObjectNode boosting = Json.object("positive", clause).put("negative_boost", LOOP_WEIGHT);
    return boosting.set(
        "negative", Json.object("prefix", Json.object(ChunkDocument.WORDING, Wording.LOOP)));
  }

  ObjectNode semantic(Tenant tenant, LegQuery query, Embedding meaning) {
    return chunks(nearest(ChunkDocument.EMBEDDING, candidates, meaning, filters(tenant, query)));
  }

  /** Recordings whose titles share words with the query. */
  ObjectNode titleWords(Tenant tenant, LegQuery query, String words) {
    ObjectNode clause = scope(tenant, query);
    bool(clause).set("must", match(RecordingDocument.TITLE_WORDS, QueryWords.of(words).asked(), 1));
    return titles(clause);
  }

  /** Recordings whose titles mean what the query means. */
  ObjectNode titleMeaning(Tenant tenant, LegQuery query, Embedding meaning) {
    return titles(
        nearest(RecordingDocument.TITLE_EMBEDDING, TITLES, meaning, scope(tenant, query)));
  }

  private ObjectNode titles(ObjectNode query) {
    ObjectNode search = search(TITLES, query);
    search
        .putArray("_source")
        .add(RecordingDocument.RECORDING_ID)
        .add(RecordingDocument.TITLE)
        .add(RecordingDocument.GENERATION);
    return search;
  }

  private static ObjectNode nearest(String field, int count, Embedding meaning, ObjectNode filter) {
    ObjectNode clause = Json.object().put("k", count);
    clause.set("vector", Json.numbers(meaning.toArray()));
    clause.set("filter", filter);
    return Json.object("knn", Json.object(field, clause));
  }

  private static ObjectNode match(String field, String words, double weight) {
    return Json.object(
        "match", Json.object(field, Json.object().put("query", words).put("boost", weight)));
  }

  /** Chunks of what is searched, but for what repeats others of its transcript. */
  private static ObjectNode filters(Tenant tenant, LegQuery query) {
    ObjectNode clause = scope(tenant, query);
    ArrayNode not =
        bool(clause).putArray("must_not").add(Queries.term(ChunkDocument.REPEATED, "true"));
    if (!query.excludedGenerations().isEmpty()) {
      not.add(Queries.terms(ChunkDocument.GENERATION, query.excludedGenerations()));
    }
    return clause;
  }

  private static ObjectNode scope(Tenant tenant, LegQuery query) {
    ArrayNode filters = Json.array().add(Queries.term(ChunkDocument.TENANT, tenant.key()));
    if (!query.recordings().isEmpty()) {
      filters.add(
          Queries.terms(
              ChunkDocument.RECORDING_ID,
              query.recordings().stream().map(RecordingId::value).toList()));
    }
    return Queries.all(filters);
  }

  private static ObjectNode bool(ObjectNode clause) {
    return (ObjectNode) clause.path("bool");
  }

  /**
   * Only what tells a chunk from others, from the columns: reading 200 bodies would take longer.
   */
  private ObjectNode chunks(ObjectNode query) {
    ObjectNode search =
        search(candidates, query).put("_source", false).put("stored_fields", "_none_");
    search
        .putArray("docvalue_fields")
        .add(ChunkDocument.RECORDING_ID)
        .add(ChunkDocument.GENERATION)
        .add(ChunkDocument.ORDINAL)
        .add(ChunkDocument.WORDING);
    return search;
  }

  private ObjectNode search(int size, ObjectNode query) {
    ObjectNode search =
        Json.object()
            .put("size", size)
            .put("track_total_hits", false)
            .put("timeout", timeout.toMillis() + "ms");
    search.set("query", query);
    return search;
  }
}
