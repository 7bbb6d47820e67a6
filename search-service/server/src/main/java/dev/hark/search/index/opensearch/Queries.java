package dev.hark.search.index.opensearch;

import java.util.Collection;
import java.util.List;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.SortOptions;
import org.opensearch.client.opensearch._types.SortOrder;
import org.opensearch.client.opensearch._types.query_dsl.BoolQuery;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.search.SourceConfig;
import org.opensearch.client.opensearch.core.search.TrackHits;

/** The few kinds of filters and orders that are used, as the client of OpenSearch writes them. */
final class Queries {
  static final TrackHits NOT_COUNTED = TrackHits.of(hits -> hits.enabled(false));
  static final SourceConfig NO_SOURCE = SourceConfig.of(source -> source.fetch(false));

  private Queries() {}

  static Query term(String field, String value) {
    return Query.of(query -> query.term(term -> term.field(field).value(FieldValue.of(value))));
  }

  static Query terms(String field, Collection<String> values) {
    List<FieldValue> sorted = values.stream().sorted().map(FieldValue::of).toList();
    return Query.of(
        query -> query.terms(terms -> terms.field(field).terms(list -> list.value(sorted))));
  }

  /** Documents that all filters let through. */
  static Query all(List<Query> filters) {
    return BoolQuery.of(bool -> bool.filter(filters)).toQuery();
  }

  /** Documents that one of the filters lets through. */
  static Query any(List<Query> filters) {
    return BoolQuery.of(bool -> bool.should(filters).minimumShouldMatch("1")).toQuery();
  }

  /** Documents that the filter does not let through. */
  static Query not(Query filter) {
    return BoolQuery.of(bool -> bool.mustNot(filter)).toQuery();
  }

  /** Documents whose text has the word, as the field's analyzer makes it. */
  static Query match(String field, String word) {
    return Query.of(query -> query.match(match -> match.field(field).query(FieldValue.of(word))));
  }

  static SourceConfig only(String... fields) {
    return SourceConfig.of(source -> source.filter(filter -> filter.includes(List.of(fields))));
  }

  static SortOptions by(String field, SortOrder order) {
    return SortOptions.of(sort -> sort.field(by -> by.field(field).order(order)));
  }
}
