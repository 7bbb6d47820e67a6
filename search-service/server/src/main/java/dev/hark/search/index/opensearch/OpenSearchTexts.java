package dev.hark.search.index.opensearch;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.TooManyException;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.query.Candidate;
import dev.hark.search.query.ChunkSearch.Scope;
import dev.hark.search.query.FindMentions.Said;
import dev.hark.search.query.FindMentions.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.SearchRequest;
import org.opensearch.client.opensearch.core.search.Hit;
import org.opensearch.client.opensearch.core.search.HitsMetadata;

/** What is said in chunks, page by page: of each no more than its segments is read. */
final class OpenSearchTexts implements Texts {
  /** Some 5 MB. */
  private static final int PAGE = 2_500;

  private final OpenSearchCalls calls;
  private final IndexConfiguration.Names names;

  OpenSearchTexts(OpenSearchCalls calls, IndexConfiguration.Names names) {
    this.calls = calls;
    this.names = names;
  }

  @Override
  public List<Said> holding(
      Tenant tenant, List<String> words, Scope scope, Set<String> excludedGenerations, int most) {
    Query query = holding(SearchRequests.scope(tenant, scope), words, excludedGenerations);
    List<Said> said = new ArrayList<>();
    List<FieldValue> last = List.of();
    do {
      HitsMetadata<JsonNode> found = calls.search(page(tenant, query, last, most + 1));
      if (found.total().value() > most) {
        throw new TooManyException("more than " + most + " chunks hold the words: narrow it");
      }
      List<Hit<JsonNode>> page = found.hits();
      page.forEach(hit -> said.add(said(hit)));
      last = page.size() < PAGE ? List.of() : page.getLast().sort();
    } while (!last.isEmpty());
    return said;
  }

  private SearchRequest.Builder page(
      Tenant tenant, Query query, List<FieldValue> after, int counted) {
    SearchRequest.Builder search =
        new SearchRequest.Builder()
            .index(names.chunks())
            .routing(tenant.key())
            .size(PAGE)
            .trackTotalHits(hits -> hits.count(counted))
            .source(Queries.only(ChunkDocument.SEGMENTS))
            .docvalueFields(field -> field.field(ChunkDocument.RECORDING_ID))
            .sort(
                Queries.by(ChunkDocument.GENERATION, SortOrder.Asc),
                Queries.by(ChunkDocument.ORDINAL, SortOrder.Asc))
            .query(query);
    return after.isEmpty() ? search : search.searchAfter(after);
  }

  private static Said said(Hit<JsonNode> hit) {
    Candidate chunk =
        new Candidate(
            new RecordingId(LegAnswers.column(hit, ChunkDocument.RECORDING_ID).getString(0)),
            hit.sort().get(0).stringValue(),
            (int) hit.sort().get(1).longValue());
    return new Said(chunk, ChunkDocument.segments(hit.source()));
  }

  /** Each word by its stem, in the text or in the name of who speaks, or as it stands. */
  private static Query holding(
      BoolQuery.Builder clause, List<String> words, Set<String> excludedGenerations) {
    for (String word : words) {
      clause.filter(
          Queries.any(
              List.of(
                  Queries.match(ChunkDocument.SPOKEN, word),
                  Queries.term(ChunkDocument.WORDS, word))));
    }
    if (!excludedGenerations.isEmpty()) {
      clause.mustNot(Queries.terms(ChunkDocument.GENERATION, excludedGenerations));
    }
    return clause.build().toQuery();
  }
}
