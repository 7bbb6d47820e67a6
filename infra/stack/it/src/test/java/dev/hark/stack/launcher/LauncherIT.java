package dev.hark.stack.launcher;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hark.stack.launcher.StandInProject.Outcome;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> ALL =
      List.of(
          "opensearch",
          "kafka",
          "postgres",
          "search-service",
          "indexer-worker",
          "ask-service",
          "gateway");

  private final ObjectMapper json = new ObjectMapper();

  /** One life of a stack from its first start to its last end: each start takes ten seconds. */
  @Test
  void runsUntilItIsStoppedAndKeepsItsData(@TempDir Path folder) throws Exception {
    var project = new StandInProject(Files.createDirectory(folder.resolve("a project")));
    leaveDataThatEverybodyCanRead(Path.of(project.setting("HARK_DATA_DIR")));
    try {
      runAndStop(project);
    } finally {
      project.down();
    }
  }

  /** As the releases did that left it to the umask. */
  private static void leaveDataThatEverybodyCanRead(Path data) throws Exception {
    Path logs = Files.createDirectories(data.resolve("logs"));
    Path kafka = Files.createDirectories(data.resolve("kafka/log"));
    for (Path file : List.of(logs.resolve("gateway.log"), kafka.resolve("left"))) {
      Files.writeString(file, "seen by all\n");
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
    }
    for (Path each : List.of(data, logs, kafka, kafka.resolveSibling("."))) {
      Files.setPosixFilePermissions(each, PosixFilePermissions.fromString("rwxrwxrwx"));
    }
    for (Path up = data.resolve("..").normalize();
        OtherAccount.isHidden(up);
        up = up.resolve("..").normalize()) {
      Files.setPosixFilePermissions(up, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    assertTrue(OtherAccount.mayOpen(data).contains(kafka.resolve("left")), "else nothing is shown");
  }

  private void runAndStop(StandInProject project) throws Exception {
    JsonNode first = up(project);
    assertEquals("sk_live_whole", first.path("secret_key").asText());
    assertEquals("sk_live_bound", first.path("end_user_key").asText());
    assertEquals("proj_demo", first.path("project_id").asText());
    assertNothingIsForOtherAccounts(project, first);
    execute(first, "create table gateway.kept (word text)");
    execute(first, "insert into gateway.kept values ('this')");

    JsonNode again = up(project);
    assertEquals(first, again, "a second start changes nothing");

    JsonNode restarted = killAndAwait(project, first, "postgres", "gateway", "kafka");
    assertEquals("this", query(restarted, "select word from gateway.kept"));
    assertFalse(project.up("--fresh").code() == 0, "a fresh start while it is up");

    assertEquals(0, project.down().code());
    ALL.forEach(name -> assertFalse(isAlive(restarted, name), name));
    JsonNode later = up(project);
    assertEquals("this", query(later, "select word from gateway.kept"), "data survives a restart");
    assertEquals(first.path("secret_key"), later.path("secret_key"), "and so do the keys");
    assertEquals(0, project.down().code());
    assertTrue(project.down().output().contains("not up"));
  }

  @Test
  void saysWhichPortIsTaken(@TempDir Path folder) throws Exception {
    var project = new StandInProject(folder);
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      project.set("HARK_KAFKA_PORT", Integer.toString(taken.getLocalPort()));
      Outcome outcome = project.up("--no-demo");
      assertEquals(1, outcome.code());
      String message = "port " + taken.getLocalPort() + " is taken by another program";
      assertTrue(outcome.errors().contains(message), outcome::errors);
      assertTrue(outcome.errors().contains("HARK_KAFKA_PORT="), outcome::errors);
    }
  }

  private JsonNode up(StandInProject project) throws Exception {
    Outcome outcome = project.up("--detach", "--no-demo", "--json");
    assertEquals(0, outcome.code(), outcome::errors);
    assertEquals(1, outcome.output().lines().count(), outcome::output);
    return json.readTree(outcome.output());
  }

  private JsonNode killAndAwait(StandInProject project, JsonNode before, String... names)
      throws Exception {
    for (String name : names) {
      assertTrue(ProcessHandle.of(pid(before, name)).orElseThrow().destroyForcibly());
    }
    JsonNode now =
        await()
            .atMost(LIMIT)
            .pollInterval(Duration.ofSeconds(1))
            .until(() -> up(project), n -> areNew(n, before, names));
    await()
        .atMost(LIMIT)
        .ignoreExceptionsInstanceOf(SQLException.class)
        .until(() -> query(now, "select 'well'").equals("well"));
    return now;
  }

  private static boolean areNew(JsonNode now, JsonNode before, String... names) {
    return List.of(names).stream().allMatch(n -> pid(now, n) != pid(before, n) && isAlive(now, n));
  }

  private static void assertNothingIsForOtherAccounts(StandInProject project, JsonNode stack)
      throws Exception {
    Path data = Path.of(project.setting("HARK_DATA_DIR"));
    assertEquals(List.of(), OtherAccount.mayOpen(data));
    for (ProcessHandle process : List.of(process(stack, "gateway"), process(stack, "postgres"))) {
      String seen = Files.readString(Path.of("/proc/%d/cmdline".formatted(process.pid())));
      for (String line : Files.readAllLines(data.resolve("postgres-passwords"))) {
        assertFalse(seen.contains(line.substring(line.indexOf('=') + 1)), "a password in ps");
      }
    }
  }

  private static ProcessHandle process(JsonNode stack, String name) {
    return ProcessHandle.of(pid(stack, name)).orElseThrow();
  }

  private static long pid(JsonNode stack, String name) {
    return stack.path("pids").path(name).asLong();
  }

  private static boolean isAlive(JsonNode stack, String name) {
    return ProcessHandle.of(pid(stack, name)).map(ProcessHandle::isAlive).orElse(false);
  }

  private static void execute(JsonNode stack, String statement) throws SQLException {
    try (Connection connection = connect(stack)) {
      connection.createStatement().execute(statement);
    }
  }

  private static String query(JsonNode stack, String query) throws SQLException {
    try (Connection connection = connect(stack)) {
      var row = connection.createStatement().executeQuery(query);
      row.next();
      return row.getString(1);
    }
  }

  private static Connection connect(JsonNode stack) throws SQLException {
    return DriverManager.getConnection(stack.path("postgres").asText());
  }
}
