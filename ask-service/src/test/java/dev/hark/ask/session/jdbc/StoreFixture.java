package dev.hark.ask.session.jdbc;

import dev.hark.ask.Fixtures;
import dev.hark.ask.id.Caller;
import dev.hark.ask.id.EndUserId;
import dev.hark.ask.id.NewIds;
import dev.hark.ask.id.RecordingId;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Page;
import dev.hark.ask.session.PageRequest;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.SessionFilter;
import dev.hark.ask.session.Sessions;
import dev.hark.stack.SharedStack;
import dev.hark.stack.Stack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.type.Argument;
import io.micronaut.transaction.TransactionOperations;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A store over a database of its own, for the tests of one class. */
abstract class StoreFixture {
  static final Random RANDOM = new Random();
  static final NewIds IDS = new NewIds(Clock.systemUTC(), RANDOM);
  static final Instant START = Instant.parse("2026-05-20T10:00:00Z");

  @SuppressWarnings({"unchecked", "rawtypes"})
  static final Argument<TransactionOperations<Connection>> TRANSACTIONS =
      (Argument) Argument.of(TransactionOperations.class, Connection.class);

  static ApplicationContext context;
  static JdbcStore store;

  final Caller caller = Fixtures.caller("p" + RANDOM.nextLong(1L << 60));
  Sessions sessions;
  Conversation conversation;

  @BeforeEach
  void take() {
    sessions = store.sessions();
    conversation = store.conversation();
  }

  @BeforeAll
  static void open() {
    Stack stack = SharedStack.get();
    context = contextOver(stack.createDatabase("ask_" + RANDOM.nextInt(1 << 30)), 5_000);
    JdbcStore.migrate(context.getBean(DataSource.class));
    store = storeOf(context);
  }

  @AfterAll
  static void close() {
    context.close();
  }

  static ApplicationContext contextOver(String url, int patience) {
    return ApplicationContext.run(
        Map.of(
            "datasources.default.url",
            url,
            "datasources.default.username",
            "postgres",
            "datasources.default.maximum-pool-size",
            4,
            "datasources.default.connection-timeout",
            patience,
            "datasources.default.initialization-fail-timeout",
            -1));
  }

  static JdbcStore storeOf(ApplicationContext some) {
    return new JdbcStore(some.getBean(TRANSACTIONS), Clock.systemUTC());
  }

  Session add(EndUserId owner, Scope scope, String title, Instant time) {
    Session session = Session.empty(IDS.session(), owner, scope, title, time);
    sessions.add(caller, session);
    return session;
  }

  Message.FromUser say(Session session, String content) {
    return conversation.say(caller, session.id(), said(content, START)).orElseThrow();
  }

  static Message.FromUser said(String content, Instant time) {
    return new Message.FromUser(
        IDS.message(), content, List.of(new RecordingId("rec_mentioned")), time);
  }

  Page<Session> list(Caller by, SessionFilter filter, int limit) {
    return sessions.list(by, filter, first(limit));
  }

  static SessionFilter all() {
    return new SessionFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  static PageRequest first(int limit) {
    return new PageRequest(limit, Optional.empty());
  }
}
