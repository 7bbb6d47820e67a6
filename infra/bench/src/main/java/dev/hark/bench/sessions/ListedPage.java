package dev.hark.bench.sessions;

import dev.hark.ask.session.Scope;
import dev.hark.ask.session.Sessions.SessionFilter;
import dev.hark.runtime.id.Ids.EndUserId;
import java.util.List;
import java.util.Optional;

/**
 * A kind of page that is measured.
 *
 * @param pagesBefore how many pages are read first
 */
record ListedPage(String name, SessionFilter filter, int pagesBefore) {
  static final List<ListedPage> ALL =
      List.of(
          new ListedPage("first page", filter(Optional.empty(), Optional.empty()), 0),
          new ListedPage("page 101", filter(Optional.empty(), Optional.empty()), 100),
          new ListedPage(
              "of one end user in 1,000",
              filter(Optional.of(new EndUserId("eu_7")), Optional.empty()),
              0),
          new ListedPage(
              "scope selected, one in 10,000",
              filter(Optional.empty(), Optional.of(Scope.Type.SELECTED)),
              0),
          titled("every title", "notes"),
          titled("one character, every title", "s"),
          titled("two characters, every title", "ES"),
          titled("one in 10", "tenth"),
          titled("one in 100", "hundredth"),
          titled("one in 300", "quarterly"),
          titled("one in 1,000", "thousandth"),
          titled("one in 10,000", "offsite"),
          titled("one of all", "zyzzyva"),
          titled("no title", "brontosaurus"),
          titled("no title, every word of it in many", "notes hundredth notes"),
          titled("two characters, no title", "qq"),
          titled("one character, no title", "\u20ac"),
          titled("signs only, no title", "%_"));

  private static ListedPage titled(String name, String part) {
    SessionFilter filter =
        new SessionFilter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(part));
    return new ListedPage("q in " + name + ": " + part, filter, 0);
  }

  private static SessionFilter filter(Optional<EndUserId> owner, Optional<Scope.Type> type) {
    return new SessionFilter(owner, type, Optional.empty(), Optional.empty());
  }
}
