package dev.hark.gateway.mcp;

import dev.hark.gateway.body.AskedIds;
import dev.hark.gateway.body.Fields;
import dev.hark.gateway.error.Failure;
import dev.hark.gateway.error.FailureException;
import dev.hark.gateway.key.Scope;
import dev.hark.gateway.rpc.Absent;
import dev.hark.gateway.rpc.Call;
import dev.hark.gateway.rpc.SearchServiceClient;
import dev.hark.gateway.rpc.StatusText;
import dev.hark.gateway.rpc.TranscriptReader;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Segment;
import dev.hark.runtime.id.Ids.TranscriptionId;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads a span of a transcript. All of it passes by, as its end is not known before; what is not
 * shown is not kept.
 */
@Singleton
final class GetTranscript implements Tool {
  private static final int DEFAULT_LENGTH = 12_000;
  private static final int MAX_LENGTH = 40_000;

  private final SearchServiceClient searchService;

  GetTranscript(SearchServiceClient searchService) {
    this.searchService = searchService;
  }

  /** What was read. */
  record Read(
      String recordingId,
      @Nullable String title,
      @Nullable String recordedAt,
      String transcriptionId,
      List<Said> segments,
      int shown,
      int total,
      @Nullable Integer nextSegment,
      @Nullable String leftOut) {}

  /** One segment: the {@code n}th of the whole transcript. */
  record Said(
      int n,
      @Nullable String speaker,
      long startMs,
      long endMs,
      String text,
      int omittedCharacters) {}

  /** What is asked for. */
  private record Span(long startMs, long endMs, int from, int length) {
    static Span read(Fields arguments) {
      int start = arguments.optionalInteger("start_ms", 0, Integer.MAX_VALUE).orElse(0);
      int end = arguments.optionalInteger("end_ms", 0, Integer.MAX_VALUE).orElse(Integer.MAX_VALUE);
      if (end < start) {
        throw Fields.wrong("end_ms", "at least 'start_ms'");
      }
      return new Span(
          start,
          end,
          arguments.optionalInteger("from_segment", 1, Integer.MAX_VALUE).orElse(1),
          arguments.optionalInteger("max_characters", 1, MAX_LENGTH).orElse(DEFAULT_LENGTH));
    }

    boolean holds(Segment segment, int n) {
      boolean ends = segment.getEndMs() > startMs || segment.getStartMs() >= startMs;
      return n >= from && ends && segment.getStartMs() <= endMs;
    }
  }

  @Override
  public String name() {
    return "get_transcript";
  }

  @Override
  public Scope scope() {
    return Scope.RECORDINGS_READ;
  }

  @Override
  public Read answer(Call call, Fields arguments) {
    String id = arguments.requiredText("recording_id");
    Span span = Span.read(arguments);
    Recording recording = searchService.recording(call, AskedIds.recording("recording_id", id));
    String transcription = recording.getSearchableTranscriptionId();
    if (transcription.isEmpty()) {
      throw new FailureException(Failure.notReady(StatusText.of(recording.getStatus())));
    }
    try (TranscriptReader reader =
        searchService.transcript(call, new TranscriptionId(transcription))) {
      var _ = reader.transcription();
      return new Reading(span).of(reader).read(recording, transcription);
    }
  }

  /** What has passed by. */
  private static final class Reading {
    private final Span span;
    private final List<Said> shown = new ArrayList<>();
    private int room;
    private int total;
    private int inSpan;
    private @Nullable Integer next;

    Reading(Span span) {
      this.span = span;
      this.room = span.length();
    }

    Reading of(TranscriptReader reader) {
      for (List<Segment> part = reader.segments(); !part.isEmpty(); part = reader.segments()) {
        part.forEach(this::pass);
      }
      return this;
    }

    private void pass(Segment segment) {
      total++;
      if (!span.holds(segment, total)) {
        return;
      }
      inSpan++;
      Excerpt text = Excerpt.of(segment.getText(), room);
      if (next != null || (text.omitted() > 0 && !shown.isEmpty())) {
        next = next == null ? Integer.valueOf(total) : next;
        return;
      }
      room -= text.length();
      shown.add(
          new Said(
              total,
              Absent.textOrNull(segment.getSpeaker()),
              segment.getStartMs(),
              segment.getEndMs(),
              text.text(),
              text.omitted()));
    }

    Read read(Recording recording, String transcription) {
      return new Read(
          recording.getRecordingId(),
          RecordingView.title(recording),
          RecordingView.recordedAt(recording),
          transcription,
          shown,
          shown.size(),
          total,
          next,
          leftOut());
    }

    private @Nullable String leftOut() {
      int before = total - inSpan;
      String outside =
          before == 0 ? "" : "%d segments are outside of what was asked for. ".formatted(before);
      String rest =
          next == null
              ? ""
              : "%d segments of the span are not shown: call again with 'from_segment' %d and all else the same. "
                  .formatted(inSpan - shown.size(), next);
      String cut =
          shown.stream().allMatch(said -> said.omittedCharacters() == 0)
              ? ""
              : "The segment is cut: raise 'max_characters' (to %d at most).".formatted(MAX_LENGTH);
      String all = (outside + rest + cut).strip();
      return all.isEmpty() ? null : all;
    }
  }
}
