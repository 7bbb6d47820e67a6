package dev.hark.search.index.opensearch;

import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Embedding;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Wording;
import dev.hark.search.query.ChunkSearch.LegQuery;
import dev.hark.search.query.ChunkSearch.Scope;
import dev.hark.search.query.ChunkSearch.Voice;
import dev.hark.words.Words;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.KnnQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.msearch.MultisearchBody;

/**
 * The legs of a search, for chunks and for titles of recordings. The tenant's filter is in every
 * one, inside the k-NN clause too; what was typed is only ever the value of a match.
 */
final class SearchRequests {
  /** Weight of the words as they stand beside their stems: breaks ties, finds stop words. */
  private static final float EXACT_WEIGHT = 0.1f;

  /** Of a word that has other accents, beside 2.1 of one that stands as it is asked. */
  private static final float OTHER_ACCENTS_WEIGHT = 0.3f;

  /** Recordings that are found by their titles: of those with one name only so many are shown. */
  private static final int TITLES = 10;

  /** Enough to be behind whatever shares a word with the query. */
  private static final float LOOP_WEIGHT = 0.001f;

  private static final List<String> COLUMNS =
      List.of(
          ChunkDocument.RECORDING_ID,
          ChunkDocument.GENERATION,
          ChunkDocument.ORDINAL,
          ChunkDocument.WORDING);

  private static final List<String> PREFERRED =
      Stream.concat(COLUMNS.stream(), Stream.of(ChunkDocument.SHARES)).toList();

  private final int candidates;
  private final Duration timeout;

  SearchRequests(int candidates, Duration timeout) {
    this.candidates = candidates;
    this.timeout = timeout;
  }

  MultisearchBody lexical(Tenant tenant, LegQuery query, String words) {
    return chunks(lexical(filters(tenant, query), words), COLUMNS);
  }

  /** The same, among what is preferred, with who says what part of it. */
  MultisearchBody preferredLexical(Tenant tenant, LegQuery query, String words) {
    return chunks(
        lexical(filters(tenant, query).filter(preferred(query.preferred())), words), PREFERRED);
  }

  private static Query lexical(BoolQuery.Builder filters, String words) {
    QueryWords asked = QueryWords.of(words);
    BoolQuery.Builder clause =
        filters
            .should(
                match(ChunkDocument.SPOKEN, asked.asked(), 1),
                match(ChunkDocument.SURROUNDINGS, asked.asked(), 1),
                match(ChunkDocument.WORDS, asked.asked(), EXACT_WEIGHT),
                match(ChunkDocument.WITHOUT_ACCENTS, asked.withoutAccents(), OTHER_ACCENTS_WEIGHT),
                match(ChunkDocument.SPOKEN, asked.accented(), OTHER_ACCENTS_WEIGHT))
            .minimumShouldMatch("1");
    return behindOthers(clause.build().toQuery());
  }

  /**
   * What a recogniser repeats holds its few words more often than any talk: it would fill a leg.
   */
  private static Query behindOthers(Query clause) {
    return Query.of(
        query ->
            query.boosting(
                boosting ->
                    boosting
                        .positive(clause)
                        .negative(
                            loop ->
                                loop.prefix(
                                    prefix ->
                                        prefix.field(ChunkDocument.WORDING).value(Wording.LOOP)))
                        .negativeBoost(LOOP_WEIGHT)));
  }

  MultisearchBody semantic(Tenant tenant, LegQuery query, Embedding meaning) {
    return chunks(
        nearest(ChunkDocument.EMBEDDING, candidates, meaning, filters(tenant, query)), COLUMNS);
  }

  /** The same, among what is preferred. */
  MultisearchBody preferredSemantic(Tenant tenant, LegQuery query, Embedding meaning) {
    return chunks(
        nearest(
            ChunkDocument.EMBEDDING,
            candidates,
            meaning,
            filters(tenant, query).filter(preferred(query.preferred()))),
        PREFERRED);
  }

  /** Recordings whose titles share words with the query. */
  MultisearchBody titleWords(Tenant tenant, LegQuery query, String words) {
    Query match = match(RecordingDocument.TITLE_WORDS, QueryWords.of(words).asked(), 1);
    return titles(scope(tenant, query).must(match).build().toQuery());
  }

  /** Recordings whose titles mean what the query means. */
  MultisearchBody titleMeaning(Tenant tenant, LegQuery query, Embedding meaning) {
    return titles(
        nearest(RecordingDocument.TITLE_EMBEDDING, TITLES, meaning, scope(tenant, query)));
  }

  private MultisearchBody titles(Query query) {
    return search(TITLES, query)
        .source(
            Queries.only(
                RecordingDocument.RECORDING_ID,
                RecordingDocument.TITLE,
                RecordingDocument.GENERATION))
        .build();
  }

  private static Query nearest(
      String field, int count, Embedding meaning, BoolQuery.Builder filter) {
    List<Float> vector = new ArrayList<>();
    for (float number : meaning.toArray()) {
      vector.add(number);
    }
    return KnnQuery.of(
            knn -> knn.field(field).k(count).vector(vector).filter(filter.build().toQuery()))
        .toQuery();
  }

  private static Query match(String field, String words, float weight) {
    return Query.of(
        query ->
            query.match(match -> match.field(field).query(FieldValue.of(words)).boost(weight)));
  }

  /** Chunks of what is searched, but for what repeats others of its transcript. */
  private static BoolQuery.Builder filters(Tenant tenant, LegQuery query) {
    BoolQuery.Builder clause =
        scope(tenant, query).mustNot(Queries.term(ChunkDocument.REPEATED, "true"));
    return query.excludedGenerations().isEmpty()
        ? clause
        : clause.mustNot(Queries.terms(ChunkDocument.GENERATION, query.excludedGenerations()));
  }

  private static BoolQuery.Builder scope(Tenant tenant, LegQuery query) {
    return scope(tenant, query.scope());
  }

  /** Chunks in which one of these speaks are of its recording: that needs no filter of its own. */
  static BoolQuery.Builder scope(Tenant tenant, Scope scope) {
    BoolQuery.Builder clause =
        new BoolQuery.Builder().filter(Queries.term(ChunkDocument.TENANT, tenant.key()));
    if (!scope.voices().isEmpty()) {
      return clause.filter(voices(scope.voices()));
    }
    return scope.recordings().isEmpty() ? clause : clause.filter(recordings(scope.recordings()));
  }

  private static Query recordings(Set<RecordingId> recordings) {
    return Queries.terms(
        ChunkDocument.RECORDING_ID, recordings.stream().map(RecordingId::value).toList());
  }

  private static Query voices(Set<Voice> voices) {
    return Queries.terms(
        ChunkDocument.VOICES,
        voices.stream()
            .map(voice -> ChunkDocument.voice(voice.recording(), voice.label()))
            .toList());
  }

  private static Query preferred(Scope preferred) {
    BoolQuery.Builder any = new BoolQuery.Builder().minimumShouldMatch("1");
    if (!preferred.voices().isEmpty()) {
      any.should(voices(preferred.voices()));
    }
    if (!preferred.recordings().isEmpty()) {
      any.should(recordings(preferred.recordings()));
    }
    return any.build().toQuery();
  }

  /**
   * Only what tells a chunk from others, from the columns: reading 200 bodies would take longer.
   */
  private MultisearchBody chunks(Query query, List<String> columns) {
    MultisearchBody.Builder search =
        search(candidates, query).source(Queries.NO_SOURCE).storedFields("_none_");
    columns.forEach(column -> search.docvalueFields(field -> field.field(column)));
    return search.build();
  }

  private MultisearchBody.Builder search(int size, Query query) {
    return new MultisearchBody.Builder()
        .size(size)
        .trackTotalHits(Queries.NOT_COUNTED)
        .timeout(timeout.toMillis() + "ms")
        .query(query);
  }

  /**
   * The words of a query, each list with spaces between them, as many as OpenSearch takes.
   *
   * @param asked as the index holds them
   * @param withoutAccents all of them
   * @param accented without their accents, those that have any
   */
  record QueryWords(String asked, String withoutAccents, String accented) {
    /** OpenSearch refuses more than 1,024. */
    private static final int MAX_CLAUSES = 1_000;

    /** A clause for each field, and one that looks for it without accents in the words. */
    private static final int CLAUSES = 4;

    static QueryWords of(String query) {
      List<String> asked = new ArrayList<>();
      List<String> withoutAccents = new ArrayList<>();
      List<String> accented = new ArrayList<>();
      for (String word : Words.asked(query)) {
        if ((asked.size() + 1) * CLAUSES + accented.size() >= MAX_CLAUSES) {
          break;
        }
        String plain = Words.withoutAccents(word);
        asked.add(word);
        withoutAccents.add(plain);
        if (!plain.equals(word)) {
          accented.add(plain);
        }
      }
      return new QueryWords(
          String.join(" ", asked), String.join(" ", withoutAccents), String.join(" ", accented));
    }
  }
}
