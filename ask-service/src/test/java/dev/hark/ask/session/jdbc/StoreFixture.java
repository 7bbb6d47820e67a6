package dev.hark.ask.session.jdbc;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Conversation;
import dev.hark.ask.session.Erasures;
import dev.hark.ask.session.Message;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Caller;
import dev.hark.runtime.id.IdGenerator;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.MessageId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
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
  static final IdGenerator IDS = new IdGenerator(Clock.systemUTC(), RANDOM);
  static final Instant START = Instant.parse("2026-05-20T10:00:00Z");

  @SuppressWarnings({"unchecked", "rawtypes"})
  static final Argument<TransactionOperations<Connection>> TRANSACTIONS =
      (Argument) Argument.of(TransactionOperations.class, Connection.class);

  static ApplicationContext context;

  final Caller caller = Fixtures.caller("p" + RANDOM.nextLong(1L << 60));
  Sessions sessions;
  Conversation conversation;
  Erasures erasures;

  @BeforeEach
  void take() {
    sessions = context.getBean(Sessions.class);
    conversation = context.getBean(Conversation.class);
    erasures = context.getBean(Erasures.class);
  }

  @BeforeAll
  static void open() {
    Stack stack = SharedStack.get();
    context = contextOver(stack.createDatabase("ask_" + RANDOM.nextInt(1 << 30)), 5_000);
    AskSchema.migrate(context.getBean(DataSource.class));
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

  Session add(EndUserId owner, Scope scope, String title, Instant time) {
    Session session = Session.empty(SessionId.next(IDS), owner, scope, title, time);
    sessions.add(caller, session);
    return session;
  }

  Message.FromUser say(Session session, String content) {
    return conversation.say(caller, session.id(), said(content, START)).orElseThrow().message();
  }

  static Message.FromUser said(String content, Instant time) {
    return new Message.FromUser(
        MessageId.next(IDS), content, List.of(new RecordingId("rec_mentioned")), time);
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
