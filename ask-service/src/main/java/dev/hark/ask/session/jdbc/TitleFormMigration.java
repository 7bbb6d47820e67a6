package dev.hark.ask.session.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;
import org.jspecify.annotations.Nullable;

/**
 * Gives the titles of the sessions that are there their {@link TitleForm}, which SQL cannot make, a
 * thousand at a time. Of most it is the title in lower case, as it stands.
 */
final class TitleFormMigration implements JavaMigration {
  private static final int AT_ONCE = 1_000;

  /** A title as it is, and what it is found by. */
  private record Titled(String id, String title, String form) {}

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
    List<Titled> some = after(connection, "");
    while (!some.isEmpty()) {
      List<String> ids = new ArrayList<>();
      List<String> forms = new ArrayList<>();
      for (Titled titled : some) {
        String form = TitleForm.of(titled.title());
        if (!form.equals(titled.form())) {
          ids.add(titled.id());
          forms.add(form);
        }
      }
      Sql.of(
              """
              UPDATE ask.sessions SET title_form = made.form
              FROM unnest(?, ?) AS made (id, form) WHERE sessions.id = made.id
              """,
              ids,
              forms)
          .update(connection);
      some = after(connection, some.getLast().id());
    }
  }

  private static List<Titled> after(Connection connection, String id) throws SQLException {
    return Sql.of(
            "SELECT id, title, title_form FROM ask.sessions WHERE id > ? ORDER BY id LIMIT ?",
            id,
            AT_ONCE)
        .list(
            connection,
            row ->
                new Titled(
                    row.getString("id"), row.getString("title"), row.getString("title_form")));
  }
}
