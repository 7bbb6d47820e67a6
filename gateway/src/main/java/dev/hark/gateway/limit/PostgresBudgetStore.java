package dev.hark.gateway.limit;

import dev.hark.gateway.id.ProjectId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;

/** Budgets in PostgreSQL, by its clock; one round trip an exchange. */
final class PostgresBudgetStore implements BudgetStore {
  private static final String TAKE =
      """
      SELECT granted, tokens_left
      FROM gateway.take_tokens(?, ?, ?, ?, ?, ?, make_interval(secs => ?))
      """;

  private final DataSource database;
  private final String gateway;
  private final Duration lease;

  /**
   * @param gateway tells this process from the others
   * @param lease how long it may use what it took
   */
  PostgresBudgetStore(DataSource database, String gateway, Duration lease) {
    this.database = database;
    this.gateway = gateway;
    this.lease = lease;
  }

  @Override
  public Taken take(ProjectId project, Exchange exchange) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(TAKE)) {
      statement.setString(1, project.value());
      statement.setString(2, gateway);
      statement.setInt(3, exchange.limit());
      statement.setInt(4, exchange.kept());
      statement.setInt(5, exchange.back());
      statement.setInt(6, exchange.wanted());
      statement.setDouble(7, lease.toMillis() / 1000.0);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return new Taken(row.getInt("granted"), row.getDouble("tokens_left"));
      }
    } catch (SQLException e) {
      throw new BudgetStoreException(e);
    }
  }
}
