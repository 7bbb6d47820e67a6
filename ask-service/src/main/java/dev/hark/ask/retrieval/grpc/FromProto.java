package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.retrieval.Chunk;
import dev.hark.ask.retrieval.Found;
import dev.hark.ask.retrieval.Mentions;
import dev.hark.ask.retrieval.Recording;
import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Recording.TranscriptionStatus;
import dev.hark.ask.retrieval.RecordingCounts;
import dev.hark.ask.retrieval.Segment;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What search-service answers, as Ask knows it. */
final class FromProto {
  private FromProto() {}

  static Chunk chunk(FoundChunk found) {
    return new Chunk(
        new ChunkId(found.getChunkId()),
        new RecordingLabel(
            new RecordingId(found.getRecordingId()),
            filled(found.getRecordingTitle()),
            found.hasRecordedAt()
                ? Optional.of(RpcTime.of(found.getRecordedAt()))
                : Optional.empty()),
        new TranscriptionId(found.getTranscriptionId()),
        found.getOrdinal(),
        found.getText(),
        filled(found.getSpeaker()),
        Duration.ofMillis(found.getStartMs()),
        Duration.ofMillis(found.getEndMs()),
        found.getScore(),
        segments(found.getSegmentsList()));
  }

  /** Speakers that recur are kept once: hundreds of turns hold their segments at a time. */
  static List<Segment> segments(List<dev.hark.proto.search.v1.Segment> segments) {
    Map<String, Optional<String>> speakers = new HashMap<>();
    return segments.stream()
        .map(
            segment ->
                segment(segment, speakers.computeIfAbsent(segment.getSpeaker(), FromProto::filled)))
        .toList();
  }

  private static Segment segment(
      dev.hark.proto.search.v1.Segment segment, Optional<String> speaker) {
    return new Segment(
        Duration.ofMillis(segment.getStartMs()),
        Duration.ofMillis(segment.getEndMs()),
        speaker,
        filled(segment.getSpeakerLabel()),
        segment.getText().strip());
  }

  static Recording recording(dev.hark.proto.search.v1.Recording recording) {
    return new Recording(
        new RecordingLabel(
            new RecordingId(recording.getRecordingId()),
            recording.hasTitle() ? filled(recording.getTitle()) : Optional.empty(),
            recording.hasRecordedAt()
                ? Optional.of(RpcTime.of(recording.getRecordedAt()))
                : Optional.empty()),
        new EndUserId(recording.getEndUserId()),
        switch (recording.getStatus()) {
          case TRANSCRIPTION_STATUS_PROCESSING -> TranscriptionStatus.PROCESSING;
          case TRANSCRIPTION_STATUS_COMPLETED -> TranscriptionStatus.COMPLETED;
          case TRANSCRIPTION_STATUS_FAILED -> TranscriptionStatus.FAILED;
          case TRANSCRIPTION_STATUS_PENDING, TRANSCRIPTION_STATUS_UNSPECIFIED, UNRECOGNIZED ->
              TranscriptionStatus.PENDING;
        },
        !recording.getSearchableTranscriptionId().isEmpty());
  }

  static Found found(SearchResponse response) {
    return new Found(
        response.getChunksList().stream().map(FromProto::chunk).toList(),
        response.getLexicalOnly()
            ? Found.Legs.WORDS_ONLY
            : response.getSemanticOnly() ? Found.Legs.MEANING_ONLY : Found.Legs.BOTH,
        response.getEmbeddingModel(),
        response.getIndexGeneration());
  }

  static Mentions mentions(FindMentionsResponse response) {
    return new Mentions(
        response.getMoments(),
        response.getRecordings(),
        response.getChunksList().stream().map(FromProto::chunk).toList());
  }

  static RecordingCounts counts(CountRecordingsResponse counted) {
    return new RecordingCounts(
        counted.getInScope(),
        counted.getSearched(),
        counted.getPending(),
        counted.getFailed(),
        counted.getUndated(),
        counted.getOutside());
  }

  private static Optional<String> filled(String text) {
    return text.isEmpty() ? Optional.empty() : Optional.of(text);
  }
}
