package dev.hark.gateway.limit;

import dev.hark.gateway.database.PostgresFailures;
import dev.hark.runtime.id.Base62;
import dev.hark.runtime.id.Ids.ProjectId;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.security.SecureRandom;

/** Budgets in PostgreSQL, by its clock; one round trip an exchange. */
@JdbcRepository(dialect = Dialect.POSTGRES)
@PostgresFailures.Translated
abstract class PostgresBudgetStore implements BudgetStore {
  private static final int NAME_LENGTH = 16;

  /** Tells this process from the others. */
  private final String gateway = Base62.random(new SecureRandom(), NAME_LENGTH);

  private final double lease;

  PostgresBudgetStore(LimitConfiguration configuration) {
    this.lease = configuration.lease().toMillis() / 1000.0;
  }

  @Override
  public Taken take(ProjectId project, Exchange asked) {
    return take(
        project.value(), gateway, asked.limit(), asked.kept(), asked.back(), asked.wanted(), lease);
  }

  /**
   * For this gateway or another.
   *
   * @param lease how long it may use what it took, in seconds
   */
  @Query(
      """
      SELECT granted, tokens_left AS "left"
      FROM gateway.take_tokens(
        :project, :gateway, :limit, :kept, :back, :wanted, make_interval(secs => :lease))
      """)
  abstract Taken take(
      String project, String gateway, int limit, int kept, int back, int wanted, double lease);
}
