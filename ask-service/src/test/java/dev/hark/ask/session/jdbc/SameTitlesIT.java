package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.hark.ask.Fixtures;
import dev.hark.ask.SameWord;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Ids.SessionId;
import dev.hark.stack.SharedStack;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

/** Sessions are found by their titles, whatever code points these are written with. */
class SameTitlesIT extends StoreFixture {
  private static final String EARLIER =
      """
      INSERT INTO ask.sessions (id, project_id, mode, end_user_id, scope_type, recording_ids, title,
        last_message_at, created_at, updated_at)
      VALUES ('as_1', ?, 'live', 'eu_ada', 'library', '{}', ?, now(), now(), now())
      """;

  @Test
  void findsTheSameTitleOnly() {
    List<SameWord> words = SameWord.all().toList();
    List<SessionId> added = words.stream().map(word -> added(word.said()).id()).toList();
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < words.size(); i++) {
      boolean found = found(words.get(i).asked()).contains(added.get(i));
      if (found != words.get(i).foundBy().contains("q")) {
        wrong.add((found ? "found: " : "not found: ") + words.get(i));
      }
    }
    assertEquals(List.of(), wrong, wrong.size() + " of " + words.size());
  }

  @Test
  void findsARenamedOneByItsNewTitleOnly() {
    Session session = added("N.A.T.O. budget");
    sessions.rename(caller, session.id(), "Budget of 1,250,000");
    assertEquals(Set.of(), found("NATO"));
    assertEquals(Set.of(session.id()), found("1250000"));
  }

  @Test
  void findsWhatIsTypedAsItStandsToo() {
    Session session = added("N.A.T.O. pays 1,250,000");
    for (String typed : List.of("n.a.t", "1,2", "0,0", ". p", "%")) {
      assertEquals(typed.equals("%") ? Set.of() : Set.of(session.id()), found(typed), typed);
    }
  }

  @Test
  void takesWhatNobodySeesForNothing() {
    Session session = added("Anything");
    assertEquals(Set.of(session.id()), found("\u200b\u00ad"));
  }

  @Test
  void findsTitlesFromBeforeTheyHadAForm() throws SQLException {
    String url = SharedStack.get().createDatabase("ask_" + RANDOM.nextInt(1 << 30));
    try (ApplicationContext earlier = contextOver(url, 5_000)) {
      DataSource source = DelegatingDataSource.unwrapDataSource(earlier.getBean(DataSource.class));
      Flyway.configure()
          .dataSource(source)
          .schemas("ask")
          .createSchemas(true)
          .locations("classpath:db/ask")
          .target("6")
          .load()
          .migrate();
      try (Connection connection = source.getConnection();
          PreparedStatement insert = connection.prepareStatement(EARLIER)) {
        insert.setString(1, caller.project().value());
        insert.setString(
            2,
            "CAFE\u0301 \uff28ark, O\u2019Brien\u00ads stra\u00dfe 100% Новый Główny Møde"
                + " N.A.T.O.");
        insert.executeUpdate();
      }
      AskSchema.migrate(source);
      sessions = earlier.getBean(Sessions.class);
      for (String typed :
          List.of(
              "caf\u00e9",
              "CAFE",
              "hark",
              "o'briens",
              "STRASSE",
              "0%",
              "новый",
              "główny",
              "møde",
              "nato")) {
        assertEquals(1, found(typed).size(), typed);
      }
      assertEquals(Set.of(), found("c%"));
    }
  }

  private Session added(String title) {
    return add(Fixtures.MAYA, new Scope.Library(), title, START);
  }

  private Set<SessionId> found(String title) {
    SessionFilter filter =
        new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(title));
    return list(caller, filter, 100).items().stream().map(Session::id).collect(Collectors.toSet());
  }
}
