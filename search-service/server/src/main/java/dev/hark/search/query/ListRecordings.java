package dev.hark.search.query;

import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState;
import dev.hark.search.query.RecordingDirectory.Listed;
import dev.hark.search.query.RecordingDirectory.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lists recordings, newest first. A page goes on after the last recording of the one before, so
 * none comes twice and none is left out while others come, go and change.
 */
public final class ListRecordings {
  private static final int MAX_LIMIT = 100;
  private static final int MAX_OFFSET = 10_000;

  private final RecordingDirectory directory;

  public ListRecordings(RecordingDirectory directory) {
    this.directory = directory;
  }

  /**
   * A part of a list.
   *
   * @param next continues after it; empty when nothing follows
   */
  public record Page(List<RecordingState> recordings, Optional<Position> next) {
    public Page {
      recordings = List.copyOf(recordings);
    }

    /** The latest transcription of each. */
    public List<Transcription> transcriptions() {
      return recordings.stream().flatMap(state -> Transcription.latest(state).stream()).toList();
    }
  }

  /** The page after this place, the first one without. */
  public Page list(Viewer viewer, ListFilter filter, int limit, @Nullable Position after) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw UnacceptableException.field("limit", "must be 1 to 100, not " + limit);
    }
    List<Entry> entries = collect(viewer, filter, after, limit + 1);
    List<Entry> page = entries.subList(0, Math.min(limit, entries.size()));
    Optional<Position> next =
        entries.size() > limit ? Optional.of(page.getLast().position()) : Optional.empty();
    return new Page(page.stream().map(Entry::state).toList(), next);
  }

  /** The page after so many recordings: those that come or go meanwhile move it. */
  public Page listFrom(Viewer viewer, ListFilter filter, int limit, int offset) {
    if (offset < 0 || offset > MAX_OFFSET) {
      throw UnacceptableException.field("offset", "must be 0 to 10,000, not " + offset);
    }
    if (offset == 0) {
      return list(viewer, filter, limit, null);
    }
    return directory
        .place(viewer, filter, offset)
        .map(last -> list(viewer, filter, limit, last))
        .orElseGet(() -> new Page(List.of(), Optional.empty()));
  }

  private record Entry(Position position, RecordingState state) {}

  private List<Entry> collect(
      Viewer viewer, ListFilter filter, @Nullable Position start, int wanted) {
    List<Entry> entries = new ArrayList<>();
    Position after = start;
    while (entries.size() < wanted) {
      int asked = wanted - entries.size();
      List<Listed> listed = directory.list(viewer, filter, after, asked);
      entries.addAll(visible(viewer, filter, listed));
      if (listed.size() < asked) {
        break;
      }
      after = listed.getLast().position();
    }
    return entries;
  }

  private List<Entry> visible(Viewer viewer, ListFilter filter, List<Listed> listed) {
    List<Entry> visible = new ArrayList<>();
    List<Optional<RecordingState>> now = directory.now(listed);
    for (int i = 0; i < listed.size(); i++) {
      Position position = listed.get(i).position();
      now.get(i)
          .filter(state -> viewer.sees(state.owner()) && filter.accepts(state))
          .ifPresent(state -> visible.add(new Entry(position, state)));
    }
    return visible;
  }
}
