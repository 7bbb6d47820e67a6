package dev.hark.gateway.testing;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.hark.contract.FakeAskService;
import dev.hark.contract.FakeIndexService;
import dev.hark.contract.FakeSearchService;
import dev.hark.gateway.key.KeyMaker;
import dev.hark.runtime.schema.SchemaStartup;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A gateway in this process, on a database of its own and services that a test directs. */
public final class RunningGateway implements AutoCloseable {
  /** Of the shared gateway. */
  public static final String ROOT_TOKEN = "root-token-of-tests-0123456789-0123456789";

  private final EmbeddedServer server;
  private final Services services;
  private final String database;
  private final boolean ownServices;

  private RunningGateway(
      EmbeddedServer server, Services services, String database, boolean ownServices) {
    this.server = server;
    this.services = services;
    this.database = database;
    this.ownServices = ownServices;
  }

  private static final class Holder {
    static final RunningGateway SHARED = start(Map.of("hark.admin.root-token", ROOT_TOKEN));
  }

  private static final class Second {
    static final RunningGateway BESIDE = shared().beside(Map.of());
  }

  /** One for all tests that leave it as it is. */
  public static RunningGateway shared() {
    return Holder.SHARED;
  }

  /** One more gateway on the same database, without a root token. */
  public static RunningGateway second() {
    return Second.BESIDE;
  }

  public static RunningGateway start(Map<String, Object> settings) {
    Stack stack = SharedStack.get();
    String database =
        stack.createDatabase("gateway_" + UUID.randomUUID().toString().replace("-", ""));
    KeyMaker.prepare(database, stack.postgresUser());
    return start(settings, new Services(), database, true);
  }

  /** Another one on the same database and services, which it leaves alone when it ends. */
  public RunningGateway beside(Map<String, Object> settings) {
    return start(settings, services, database, false);
  }

  private static RunningGateway start(
      Map<String, Object> settings, Services services, String database, boolean ownServices) {
    Map<String, Object> all = new HashMap<>();
    all.put("micronaut.server.port", -1);
    all.put("datasources.default.url", database);
    all.put("datasources.default.username", SharedStack.get().postgresUser());
    all.put("hark.search-service.address", services.searchAddress());
    all.put("kafka.bootstrap.servers", SharedStack.get().kafkaBootstrap());
    all.put("hark.ask-service.address", services.askAddress());
    all.putAll(settings);
    EmbeddedServer server = ApplicationContext.run(EmbeddedServer.class, all);
    RunningGateway gateway = new RunningGateway(server, services, database, ownServices);
    return settings.containsKey("datasources.default.url") ? gateway : gateway.awaitPostgres();
  }

  /** On a busy machine the first connection takes longer than a call waits for one. */
  public RunningGateway awaitPostgres() {
    SchemaStartup schema = server.getApplicationContext().getBean(SchemaStartup.class);
    await().atMost(Duration.ofSeconds(60)).until(schema::isDone);
    return this;
  }

  /** Its JDBC URL. */
  public String database() {
    return database;
  }

  public int port() {
    return server.getPort();
  }

  /** A part of it. */
  public <T> T part(Class<T> type) {
    return server.getApplicationContext().getBean(type);
  }

  public Services services() {
    return services;
  }

  public FakeIndexService indexService() {
    return services.index;
  }

  public FakeSearchService searchService() {
    return services.search;
  }

  public FakeAskService askService() {
    return services.ask;
  }

  /** Runs the key command against this gateway's database; what it printed. */
  public String keys(String... arguments) {
    return KeyMaker.run(database, List.of(arguments));
  }

  /** A key with the given options. */
  public String key(String... options) {
    return KeyMaker.create(database, List.of(options)).path("key").asText();
  }

  /** A key with the given options, and all that is said of it. */
  public JsonNode describedKey(String... options) {
    return KeyMaker.create(database, List.of(options));
  }

  /** First column of the first row; empty when there is none. */
  public String firstOf(String query) {
    try (Connection connection =
            DriverManager.getConnection(database, SharedStack.get().postgresUser(), "");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      return rows.next() ? String.valueOf(rows.getString(1)) : "";
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** In its database. */
  public void execute(String sql) {
    try (Connection connection =
            DriverManager.getConnection(database, SharedStack.get().postgresUser(), "");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public RawHttp http() {
    return new RawHttp(port());
  }

  @Override
  public void close() {
    server.close();
    if (ownServices) {
      services.stop();
    }
  }
}
