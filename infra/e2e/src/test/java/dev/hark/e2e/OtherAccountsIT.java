package dev.hark.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the services themselves leave for other accounts of the machine, and for each other. */
final class OtherAccountsIT {
  private final RunningHark hark = RunningHark.get();

  @Test
  void eachServiceHasMadeItsTablesWithARoleOfItsOwnAndWorksAsThat() throws SQLException {
    try (Connection operator = DriverManager.getConnection(hark.address("postgres"))) {
      assertEquals(
          List.of("ask hark_ask", "gateway hark_gateway"),
          strings(
              operator,
              "SELECT DISTINCT schemaname || ' ' || tableowner FROM pg_tables"
                  + " WHERE schemaname IN ('ask', 'gateway') ORDER BY 1"));
      assertEquals(
          List.of("0"),
          strings(
              operator,
              "SELECT count(*) FROM (SELECT success FROM ask.flyway_schema_history"
                  + " UNION ALL SELECT success FROM gateway.flyway_schema_history) done"
                  + " WHERE NOT success"));
      assertEquals(
          List.of("hark_ask", "hark_gateway"),
          strings(
              operator,
              "SELECT DISTINCT usename::text FROM pg_stat_activity"
                  + " WHERE application_name LIKE 'hark-%' ORDER BY 1"));
      assertEquals(
          List.of("postgres"),
          strings(operator, "SELECT rolname::text FROM pg_roles WHERE rolsuper"));
    }
  }

  @Test
  void noFileOfTheDataIsForOthers() throws IOException {
    Path ownOfTheTests = hark.dataDirectory().resolve("transcripts");
    // A walk ends early when a server removes a folder under it.
    List<Path> open =
        await()
            .ignoreExceptionsInstanceOf(UncheckedIOException.class)
            .until(
                () -> {
                  try (Stream<Path> all = Files.walk(hark.dataDirectory())) {
                    return all.filter(path -> !path.startsWith(ownOfTheTests))
                        .filter(OtherAccountsIT::isForOthers)
                        .toList();
                  }
                },
                found -> true);
    assertEquals(List.of(), open);
  }

  private static boolean isForOthers(Path path) {
    try {
      return !Files.isSymbolicLink(path)
          && Files.getPosixFilePermissions(path).stream()
              .map(PosixFilePermission::name)
              .anyMatch(name -> !name.startsWith("OWNER"));
    } catch (NoSuchFileException gone) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> strings(Connection connection, String query) throws SQLException {
    try (ResultSet rows = connection.createStatement().executeQuery(query)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }
}
