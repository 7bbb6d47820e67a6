package dev.hark.search.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.search.index.EndUserId;
import dev.hark.search.index.Mode;
import dev.hark.search.index.Project;
import dev.hark.search.index.ProjectId;
import dev.hark.search.index.RecordingId;
import dev.hark.search.index.TranscriptionStatus;
import dev.hark.search.index.UnacceptableException;
import dev.hark.search.index.Viewer;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static final Viewer VIEWER = viewer("proj_a", Mode.LIVE, null);
  private static final ListFilter ALL = new ListFilter(null, null);
  private static final Position PLACE = new Position(1_700_000_000_000L, new RecordingId("rec_1"));

  private static final String ALPHABET =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

  private final Cursors cursors = new Cursors("secret");

  private static Viewer viewer(String project, Mode mode, @Nullable String endUser) {
    return new Viewer(
        new Project(new ProjectId(project), mode), endUser == null ? null : new EndUserId(endUser));
  }

  @Test
  void everyPlaceComesBackAsItWas() {
    long seed = Long.getLong("seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 1_000; i++) {
      Position place =
          new Position(random.nextLong(), new RecordingId("rec_" + random.nextInt(1_000)));
      String cursor = cursors.write(place, VIEWER, ALL);
      assertTrue(cursor.matches("[A-Za-z0-9_-]{1,2048}"), () -> "-Dseed=" + seed);
      assertEquals(place, cursors.read(cursor, VIEWER, ALL), () -> "-Dseed=" + seed);
    }
  }

  @Test
  void aCursorFitsNoOtherListAndNoOtherCaller() {
    String cursor = cursors.write(PLACE, VIEWER, ALL);
    List<Viewer> others =
        List.of(
            viewer("proj_b", Mode.LIVE, null),
            viewer("proj_a", Mode.TEST, null),
            viewer("proj_a", Mode.LIVE, "eu_e"));
    others.forEach(other -> refused(cursor, other, ALL));
    refused(cursor, VIEWER, new ListFilter(new EndUserId("eu_e"), null));
    refused(cursor, VIEWER, new ListFilter(null, TranscriptionStatus.FAILED));
  }

  @Test
  void anAlteredCursorFitsNothing() {
    for (String id : List.of("rec_1", "rec_12", "rec_123")) {
      String cursor = cursors.write(new Position(1, new RecordingId(id)), VIEWER, ALL);
      for (int i = 0; i < cursor.length(); i++) {
        for (int j = 0; j < ALPHABET.length(); j++) {
          char other = ALPHABET.charAt(j);
          if (cursor.charAt(i) != other) {
            refused(cursor.substring(0, i) + other + cursor.substring(i + 1), VIEWER, ALL);
          }
        }
      }
      refused(cursor + "=", VIEWER, ALL);
    }
    List.of("", "x", "not a cursor", "%%%", "AAAA").forEach(bad -> refused(bad, VIEWER, ALL));
    refused(new Cursors("other secret").write(PLACE, VIEWER, ALL), VIEWER, ALL);
  }

  private void refused(String cursor, Viewer viewer, ListFilter filter) {
    assertThrows(UnacceptableException.class, () -> cursors.read(cursor, viewer, filter), cursor);
  }
}
