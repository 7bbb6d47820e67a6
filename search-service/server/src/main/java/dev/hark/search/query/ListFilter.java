package dev.hark.search.query;

import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.AllWords;
import dev.hark.search.index.RecordingState;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp.Register;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which recordings are listed.
 *
 * @param endUser only theirs; null for all that the viewer may see
 * @param status only those in this state; null for all
 * @param recorded only those made then
 * @param externalId only the one that its client calls so; null for all
 * @param tag only those that have it; null for all
 * @param recordings only these; all when empty
 * @param titleWords only those whose title holds all of them; null for all
 * @param order by what the list is sorted
 */
public record ListFilter(
    @Nullable EndUserId endUser,
    @Nullable TranscriptionStatus status,
    RecordedRange recorded,
    @Nullable String externalId,
    @Nullable String tag,
    Set<RecordingId> recordings,
    @Nullable AllWords titleWords,
    Order order) {
  public ListFilter {
    recordings = Set.copyOf(recordings);
  }

  /** What comes first. */
  public enum Order {
    /** The recording that was made last. */
    RECORDED,
    /** The recording whose latest transcription is the newest; those without any are left out. */
    TRANSCRIBED
  }

  /** Whether a recording, as it is now, belongs in the list. */
  boolean accepts(RecordingState state) {
    return (endUser == null || endUser.equals(state.owner()))
        && (status == null || status == state.status())
        && recorded.contains(Register.valueOf(state.details().recordedAt()))
        && (externalId == null || externalId.equals(Register.valueOf(state.details().externalId())))
        && (tag == null || RecordingLimits.tagsOf(state).contains(tag))
        && (titleWords == null || isCalled(state, titleWords))
        && (recordings.isEmpty() || recordings.contains(state.key().recording()))
        && (order == Order.RECORDED || state.transcription() != null);
  }

  private static boolean isCalled(RecordingState state, AllWords words) {
    String title = Register.valueOf(state.details().title());
    return title != null && words.isIn(title, true);
  }

  /** The same for the same filter only. */
  public List<String> text() {
    String text = endUser + "/" + status;
    List<String> all = new ArrayList<>();
    all.add(recorded.unbounded() ? text : text + "/" + recorded.after() + "/" + recorded.before());
    if (externalId != null || tag != null) {
      all.add(externalId == null ? "" : "=" + externalId);
      all.add(tag == null ? "" : "=" + tag);
    }
    if (titleWords != null) {
      all.add("called " + titleWords.words());
    }
    if (order != Order.RECORDED) {
      all.add(order.name());
    }
    if (!recordings.isEmpty()) {
      all.add("of " + new TreeSet<>(recordings.stream().map(RecordingId::value).toList()));
    }
    return all;
  }
}
