package dev.hark.ask.session.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.ask.Fixtures;
import dev.hark.ask.session.Cursor;
import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Session;
import dev.hark.ask.session.Sessions.Page;
import dev.hark.ask.session.Sessions.PageRequest;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.SessionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Which sessions a list has, and in which order. */
class SessionListIT extends StoreFixture {
  @Test
  void findsTitlesByAnyPartLiterallyAndInAnyCase() {
    for (String title : List.of("Budget 100%", "BUDGET_plan", "back\\slash", "Überblick")) {
      add(Fixtures.MAYA, new Scope.Library(), title, START);
    }
    assertEquals(Set.of("Budget 100%", "BUDGET_plan"), titles("budget"));
    assertEquals(Set.of("Budget 100%"), titles("0%"));
    assertEquals(Set.of("BUDGET_plan"), titles("t_p"));
    assertEquals(Set.of("back\\slash"), titles("k\\S"));
    assertEquals(Set.of("Überblick"), titles("überb"));
    assertEquals(Set.of(), titles("%u%"));
  }

  @Test
  void filtersByOwnerScopeAndRecording() {
    RecordingId one = new RecordingId("rec_one");
    Session library = add(Fixtures.MAYA, new Scope.Library(), "L", START);
    Session recording =
        add(Fixtures.MAYA, new Scope.Recording(one, Optional.empty()), "R", START.plusSeconds(1));
    Session selected =
        add(Fixtures.JONAS, new Scope.Selected(List.of(one)), "S", START.plusSeconds(2));
    assertEquals(List.of(selected, recording, library), list(caller, all(), 10).items());
    assertEquals(
        List.of(recording, library), list(caller, all().ownedBy(Fixtures.MAYA), 10).items());
    assertEquals(List.of(library), filtered(Optional.of(Scope.Type.LIBRARY), Optional.empty()));
    assertEquals(List.of(), filtered(Optional.of(Scope.Type.FOLDER), Optional.empty()));
    assertEquals(List.of(selected, recording), filtered(Optional.empty(), Optional.of(one)));
  }

  @Test
  void pagesWithoutRepeatingOrSkippingWhileOthersChange() {
    long seed = Long.getLong("seed", RANDOM.nextLong());
    System.out.println("SessionListIT seed " + seed);
    Random random = new Random(seed);
    List<SessionId> there = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      // Equal times often, so that the id decides.
      there.add(
          add(Fixtures.MAYA, new Scope.Library(), "S", START.plusSeconds(random.nextInt(6))).id());
    }
    List<SessionId> seen = new ArrayList<>();
    Optional<Cursor> after = Optional.empty();
    do {
      Page<Session> page =
          sessions.list(caller, all(), new PageRequest(1 + random.nextInt(9), after));
      page.items().forEach(session -> seen.add(session.id()));
      after = page.next();
      Session added =
          add(Fixtures.MAYA, new Scope.Library(), "N", START.plusSeconds(random.nextInt(6)));
      if (random.nextBoolean()) {
        sessions.delete(caller, added.id());
      }
    } while (after.isPresent());
    assertEquals(new HashSet<>(seen).size(), seen.size(), () -> "repeated by -Dseed=" + seed);
    assertTrue(seen.containsAll(there), () -> "skipped by -Dseed=" + seed);
  }

  @Test
  void listsASessionThatMovedWhereItWas() {
    List<Session> there = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      there.add(add(Fixtures.MAYA, new Scope.Library(), "Titled " + i, START.plusSeconds(i)));
    }
    for (SessionFilter filter : List.of(all(), titled("titled"))) {
      Page<Session> first = sessions.list(caller, filter, first(3));
      List<SessionId> seen = new ArrayList<>(idsOf(first));
      // One that was shown and one that was not; both go to the front.
      sayLater(there.get(8));
      sayLater(there.get(2));
      add(Fixtures.MAYA, new Scope.Library(), "Titled new", Clock.systemUTC().instant());
      for (Optional<Cursor> after = first.next(); after.isPresent(); ) {
        Page<Session> page = sessions.list(caller, filter, new PageRequest(2, after));
        seen.addAll(idsOf(page));
        after = page.next();
      }
      assertEquals(new HashSet<>(seen).size(), seen.size(), "repeated");
      assertTrue(
          seen.containsAll(there.stream().map(Session::id).toList()), () -> "skipped " + seen);
    }
  }

  private static List<SessionId> idsOf(Page<Session> page) {
    return page.items().stream().map(Session::id).toList();
  }

  private void sayLater(Session session) {
    conversation.say(
        caller, session.id(), said("Later " + RANDOM.nextLong(), Clock.systemUTC().instant()));
  }

  @Test
  void findsTitlesByPartsThatAreShortOrRareOrSigns() {
    for (String title : List.of("Ä—👍 plan", "a", "xy", "Quarterly review of everything")) {
      add(Fixtures.MAYA, new Scope.Library(), title, START);
    }
    assertEquals(Set.of("Ä—👍 plan"), titles("—"));
    assertEquals(Set.of("Ä—👍 plan"), titles("ä—"));
    assertEquals(Set.of("Ä—👍 plan"), titles("👍 P"));
    assertEquals(Set.of("xy"), titles("XY"));
    assertEquals(Set.of("Quarterly review of everything"), titles("LY REVIEW of e"));
    assertEquals(Set.of(), titles("review everything"));
    assertEquals(Set.of(), titles("x".repeat(1_000)));
  }

  private static SessionFilter titled(String part) {
    return new SessionFilter(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(part));
  }

  private Set<String> titles(String part) {
    Set<String> titles = new HashSet<>();
    list(caller, titled(part), 100).items().forEach(session -> titles.add(session.title()));
    return titles;
  }

  private List<Session> filtered(Optional<Scope.Type> type, Optional<RecordingId> recording) {
    return list(caller, new SessionFilter(Optional.empty(), type, recording, Optional.empty()), 10)
        .items();
  }
}
