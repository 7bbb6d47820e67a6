package dev.hark.search.grpc;

import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.RecordingDirectory.Position;
import java.util.ArrayList;
import java.util.List;

/** Writes places in lists of recordings as cursors, each for who asked for what, and reads them. */
final class Cursors {
  private final CursorSeal seal;

  Cursors(CursorSeal seal) {
    this.seal = seal;
  }

  String write(Position position, Viewer viewer, ListFilter filter) {
    String place = position.listedAt() + " " + position.recording().value();
    return seal.seal(place, list(viewer, filter));
  }

  /**
   * The place that a cursor stands for.
   *
   * @throws UnacceptableException unless it was written for the same viewer and filter
   */
  Position read(String cursor, Viewer viewer, ListFilter filter) {
    String place =
        seal.open(cursor, list(viewer, filter))
            .orElseThrow(
                () ->
                    UnacceptableException.field(
                        "cursor", "must be the next_cursor of a list with the same filters"));
    int space = place.indexOf(' ');
    return new Position(
        Long.parseLong(place.substring(0, space)), new RecordingId(place.substring(space + 1)));
  }

  private static List<String> list(Viewer viewer, ListFilter filter) {
    List<String> list = new ArrayList<>();
    list.add(filter.order() == ListFilter.Order.RECORDED ? "recordings" : "transcriptions");
    list.add(viewer.project().key());
    list.add(String.valueOf(viewer.boundTo()));
    list.addAll(filter.text());
    return list;
  }
}
