package dev.hark.stack;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class PostgresIT {
  private final Stack stack = SharedStack.get();

  @Test
  void keepsWhatIsCommittedInADatabaseOfItsOwn() throws SQLException {
    String url = stack.createDatabase("stack_round_trip");
    try (var one = DriverManager.getConnection(url, stack.postgresUser(), "");
        var two = DriverManager.getConnection(url, stack.postgresUser(), "")) {
      one.createStatement().execute("create table words (word text)");
      one.createStatement().execute("insert into words values ('Übermut'), ('日本')");
      var rows = two.createStatement().executeQuery("select count(*) from words");
      rows.next();
      assertEquals(2, rows.getInt(1));
    }
  }

  @Test
  void matchesLettersOfEveryAlphabetWhateverTheirCase() throws SQLException {
    try (var connection =
        DriverManager.getConnection(stack.postgresJdbcUrl(), stack.postgresUser(), "")) {
      var row = connection.createStatement().executeQuery("select 'ÜBER Ж' ilike '%über ж%'");
      row.next();
      assertTrue(row.getBoolean(1));
    }
  }
}
