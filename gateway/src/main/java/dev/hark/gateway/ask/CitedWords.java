package dev.hark.gateway.ask;

import dev.hark.gateway.error.ErrorCode;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.proto.ask.v1.Citation;
import dev.hark.proto.ask.v1.Message;
import dev.hark.proto.ask.v1.Part;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Segment;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What citations point at, as the index has it now. A recording's words are read once, and nothing
 * is held of them but what is cited.
 */
final class CitedWords {
  /** As many as search-service looks up at once. */
  private static final int AT_ONCE = 500;

  private final Map<String, Recording> recordings = new HashMap<>();
  private final Map<Citation, Segment> segments = new HashMap<>();

  /**
   * Reads what these messages cite.
   *
   * @throws FailureException when the index cannot be asked
   */
  static CitedWords of(
      SearchServiceClient searchService, Call call, EndUserId owner, List<Message> messages) {
    Map<String, Set<Long>> cited = new TreeMap<>();
    for (Message message : messages) {
      for (Part part : message.getPartsList()) {
        if (part.hasCitation()) {
          cited
              .computeIfAbsent(part.getCitation().getRecordingId(), any -> new TreeSet<>())
              .add(part.getCitation().getStartMs());
        }
      }
    }
    CitedWords words = new CitedWords();
    List<String> ids = List.copyOf(cited.keySet());
    for (int from = 0; from < ids.size(); from += AT_ONCE) {
      Set<String> some = Set.copyOf(ids.subList(from, Math.min(ids.size(), from + AT_ONCE)));
      searchService
          .recordings(call, owner, some)
          .forEach(recording -> words.recordings.put(recording.getRecordingId(), recording));
    }
    cited.forEach((recording, starts) -> words.read(searchService, call, recording, starts));
    return words;
  }

  private void read(
      SearchServiceClient searchService, Call call, String recording, Set<Long> starts) {
    if (!recordings.containsKey(recording)) {
      return;
    }
    try (TranscriptReader reader = searchService.sentences(call, new RecordingId(recording))) {
      var _ = reader.transcription();
      for (List<Segment> part = reader.segments(); !part.isEmpty(); part = reader.segments()) {
        for (Segment segment : part) {
          if (starts.contains(segment.getStartMs())) {
            segments.merge(
                Citation.newBuilder()
                    .setRecordingId(recording)
                    .setStartMs(segment.getStartMs())
                    .build(),
                segment,
                CitedWords::joined);
          }
        }
      }
    } catch (FailureException e) {
      // It was deleted meanwhile, and its words are told no more.
      if (e.failure().code() != ErrorCode.NOT_FOUND) {
        throw e;
      }
    }
  }

  /** Sentences that share a moment are one where one speaker says them, as in answers. */
  private static Segment joined(Segment one, Segment next) {
    return one.getSpeaker().equals(next.getSpeaker())
        ? one.toBuilder()
            .setText(one.getText() + " " + next.getText())
            .setEndMs(Math.max(one.getEndMs(), next.getEndMs()))
            .build()
        : one;
  }

  /** One of them. */
  CitedMoment of(Citation citation) {
    @Nullable Recording recording = recordings.get(citation.getRecordingId());
    @Nullable Segment segment = segments.get(citation);
    return new CitedMoment(
        citation.getRecordingId(),
        recording == null ? null : Absent.textOrNull(recording.getTitle()),
        recording == null
            ? null
            : Absent.timeOrNull(recording.hasRecordedAt(), recording.getRecordedAt()),
        citation.getStartMs(),
        segment == null ? null : segment.getEndMs(),
        segment == null ? null : Absent.textOrNull(segment.getSpeaker()),
        segment == null ? null : segment.getText());
  }

  /**
   * A citation with its words.
   *
   * @param title of the recording, as it is called now
   * @param endMs null, as the words are, when they are there no more
   * @param speaker null when unknown
   */
  record CitedMoment(
      String recordingId,
      @Nullable String title,
      @Nullable String recordedAt,
      long startMs,
      @Nullable Long endMs,
      @Nullable String speaker,
      @Nullable String text) {}
}
