package dev.hark.search.grpc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Mode;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.RecordingDirectory.Position;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CursorsTest {
  private static ListFilter filter(
      @Nullable EndUserId endUser, @Nullable TranscriptionStatus status, RecordedRange recorded) {
    return new ListFilter(
        endUser, status, recorded, null, null, Set.of(), null, ListFilter.Order.RECORDED);
  }

  private static final Viewer VIEWER = viewer("proj_a", Mode.LIVE, null);
  private static final ListFilter ALL = filter(null, null, RecordedRange.ANY);
  private static final Position PLACE = new Position(1_700_000_000_000L, new RecordingId("rec_1"));

  private final Cursors cursors = new Cursors(new CursorSeal("secret"));

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
    refused(cursor, VIEWER, filter(new EndUserId("eu_e"), null, RecordedRange.ANY));
    refused(cursor, VIEWER, filter(null, TranscriptionStatus.FAILED, RecordedRange.ANY));
    Instant time = Instant.parse("2026-05-20T10:00:00Z");
    ListFilter after = filter(null, null, new RecordedRange(time, null));
    ListFilter before = filter(null, null, new RecordedRange(null, time));
    refused(cursor, VIEWER, after);
    refused(cursor, VIEWER, before);
    refused(cursors.write(PLACE, VIEWER, after), VIEWER, before);
  }

  @Test
  void whatIsNoCursorFitsNothing() {
    List.of("", "x", "not a cursor", "%%%", "AAAA").forEach(bad -> refused(bad, VIEWER, ALL));
    refused(cursors.write(PLACE, VIEWER, ALL) + "=", VIEWER, ALL);
    Cursors others = new Cursors(new CursorSeal("other secret"));
    refused(others.write(PLACE, VIEWER, ALL), VIEWER, ALL);
  }

  private void refused(String cursor, Viewer viewer, ListFilter filter) {
    assertThrows(UnacceptableException.class, () -> cursors.read(cursor, viewer, filter), cursor);
  }
}
