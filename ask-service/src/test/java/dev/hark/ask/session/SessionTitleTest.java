package dev.hark.ask.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.ask.Fixtures;
import dev.hark.runtime.id.Ids.SessionId;
import org.junit.jupiter.api.Test;

class SessionTitleTest {
  private static Session titled(String title) {
    return Session.empty(
        new SessionId("as_1"), Fixtures.MAYA, new Scope.Library(), title, Fixtures.NOW);
  }

  @Test
  void aShortMessageIsItsTitle() {
    assertEquals("When do we launch?", Session.titleOf(" When do we launch?\n"));
    assertEquals("a\nb", Session.titleOf("a\nb"));
  }

  @Test
  void aLongOneIsCutWhereAReaderSeesNoHalf() {
    assertEquals("x".repeat(200), Session.titleOf("x".repeat(201)));
    assertEquals("x".repeat(199), Session.titleOf("x".repeat(199) + "👍"));
    assertEquals("👍".repeat(100), Session.titleOf("👍".repeat(200)));
    assertEquals("👍🏽".repeat(50), Session.titleOf("👍🏽".repeat(51)));
    assertEquals("x".repeat(198), Session.titleOf("x".repeat(198) + " e\u0301".repeat(9)));
  }

  @Test
  void whatNobodySeesGivesNoTitle() {
    assertEquals(Session.DEFAULT_TITLE, Session.titleOf("\0\u200b \u00a0"));
  }

  @Test
  void titlesAreCountedInUtf16() {
    assertEquals("👍".repeat(100), titled("👍".repeat(100)).title());
    assertThrows(IllegalArgumentException.class, () -> titled("👍".repeat(101)));
    assertThrows(IllegalArgumentException.class, () -> titled(""));
  }
}
