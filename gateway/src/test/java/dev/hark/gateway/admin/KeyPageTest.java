package dev.hark.gateway.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.ListedKey;
import dev.hark.runtime.id.Ids.KeyId;
import dev.hark.runtime.id.Ids.ProjectId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class KeyPageTest {
  private static final Optional<ProjectId> PROJECT = Optional.of(new ProjectId("proj_p"));

  private static String cursor(String key) {
    ListedKey listed =
        new ListedKey(key, "proj_p", "live", "sk_", "", List.of(), null, null, null, null, null);
    String cursor = KeyPage.of(List.of(listed, listed), 1, PROJECT).nextCursor();
    assertNotNull(cursor);
    return cursor;
  }

  @Test
  void aCursorNamesTheLastKeyOfItsPage() {
    assertEquals(Optional.of(new KeyId("key_1")), KeyPage.after(cursor("key_1"), PROJECT));
    assertEquals(Optional.empty(), KeyPage.after("", PROJECT));
    refused(cursor("key_1"), Optional.empty());
  }

  @Test
  void anAlteredOneIsRefused() {
    String cursor = cursor("key_1");
    char last = cursor.charAt(cursor.length() - 1);
    refused(cursor.substring(0, cursor.length() - 1) + (last == 'A' ? 'B' : 'A'), PROJECT);
    refused(cursor + "=", PROJECT);
    List.of("x", "AAAA", "!").forEach(bad -> refused(bad, PROJECT));
  }

  private static void refused(String cursor, Optional<ProjectId> project) {
    assertThrows(FailureException.class, () -> KeyPage.after(cursor, project), cursor);
  }
}
