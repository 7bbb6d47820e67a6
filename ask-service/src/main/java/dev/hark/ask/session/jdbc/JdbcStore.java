package dev.hark.ask.session.jdbc;

import dev.hark.ask.session.AnswerErasure;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.CursorSeal;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Sessions;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.transaction.TransactionOperations;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.time.Clock;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Sessions and messages in PostgreSQL, schema {@code ask}. Transactions are short and none is open
 * between two calls.
 */
public final class JdbcStore {
  private final Database database;
  private final Clock clock;
  private final AnswerErasure erasure;

  /** One that takes sentences out of answers. */
  public JdbcStore(TransactionOperations<Connection> transactions, Clock clock) {
    this(transactions, clock, AnswerErasure.SENTENCES);
  }

  public JdbcStore(
      TransactionOperations<Connection> transactions, Clock clock, AnswerErasure erasure) {
    this.database = new Database(transactions);
    this.clock = clock;
    this.erasure = erasure;
  }

  /** Brings the schema up to date; safe to be run by several processes at once. */
  public static void migrate(DataSource source) {
    Flyway.configure()
        // Outside of transactions Micronaut's own data source has no connections to give.
        .dataSource(DelegatingDataSource.unwrapDataSource(source))
        .schemas("ask")
        .createSchemas(true)
        .locations("classpath:db/ask")
        .javaMigrations(new TitleFormMigration())
        .load()
        .migrate();
  }

  public Sessions sessions() {
    return new JdbcSessions(database, clock);
  }

  public Conversation conversation() {
    return new JdbcConversation(database, erasure);
  }

  public Erasures erasures() {
    return new JdbcErasures(database, clock, erasure);
  }

  /** Signs cursors with the key that all instances share. */
  public CursorSeal cursorSeal() {
    String key =
        database.read(
            connection ->
                Sql.of("SELECT key FROM ask.cursor_key")
                    .first(connection, row -> row.getString(1))
                    .orElseThrow());
    return new CursorSeal(key.getBytes(StandardCharsets.UTF_8));
  }
}
