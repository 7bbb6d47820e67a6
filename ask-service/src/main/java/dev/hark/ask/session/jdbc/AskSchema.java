package dev.hark.ask.session.jdbc;

import dev.hark.runtime.schema.SchemaStartup;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/** The schema {@code ask}: the scripts in {@code db/ask}, and what no script can do. */
public final class AskSchema {
  private AskSchema() {}

  /** Brings it up to date; safe to be run by several processes at once. */
  public static void migrate(DataSource source) {
    // Outside of transactions Micronaut's own data source has no connections to give.
    SchemaStartup.migrate("ask", DelegatingDataSource.unwrapDataSource(source), new TitleForms());
  }

  /**
   * Gives the titles of the sessions that are there their {@link TitleForm}, which SQL cannot make.
   * Of most it is the title in lower case, as it stands. On Flyway's connection, which repositories
   * do not know.
   */
  private static final class TitleForms implements JavaMigration {
    private static final int AT_ONCE = 1_000;

    @Override
    public MigrationVersion getVersion() {
      return MigrationVersion.fromVersion("10");
    }

    @Override
    public String getDescription() {
      return "title forms";
    }

    @Override
    public @Nullable Integer getChecksum() {
      return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
      return true;
    }

    @Override
    public void migrate(Context context) throws SQLException {
      Connection connection = context.getConnection();
      try (PreparedStatement select =
              connection.prepareStatement("SELECT id, title, title_form FROM ask.sessions");
          PreparedStatement update =
              connection.prepareStatement("UPDATE ask.sessions SET title_form = ? WHERE id = ?")) {
        select.setFetchSize(AT_ONCE);
        ResultSet rows = select.executeQuery();
        for (int changed = 0; rows.next(); ) {
          String form = TitleForm.of(rows.getString("title"));
          if (!form.equals(rows.getString("title_form"))) {
            update.setString(1, form);
            update.setString(2, rows.getString("id"));
            update.addBatch();
            if (++changed % AT_ONCE == 0) {
              update.executeBatch();
            }
          }
        }
        update.executeBatch();
      }
    }
  }
}
