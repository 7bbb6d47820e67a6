package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.Part;
import dev.hark.indexer.event.RecordingEvent.Envelope;
import dev.hark.indexer.event.RecordingEvent.RecordingDetails;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.indexing.EmbeddedChunk;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.Tags;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.runtime.rpc.CallerMessage;
import dev.hark.runtime.rpc.RpcTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Our values as search-service's messages. */
final class Messages {
  private Messages() {}

  /** The event's id is what follows it through services and logs. */
  static Caller caller(Envelope envelope) {
    return CallerMessage.of(envelope.project(), envelope.mode())
        .setRequestId(envelope.id().value())
        .build();
  }

  static EventStamp stamp(Envelope envelope) {
    return EventStamp.newBuilder()
        .setEventId(envelope.id().value())
        .setCreatedAt(RpcTime.of(envelope.createdAt()))
        .build();
  }

  static dev.hark.proto.search.v1.RecordingDetails details(RecordingDetails details) {
    var message = dev.hark.proto.search.v1.RecordingDetails.newBuilder();
    String title = details.title();
    if (title != null) {
      message.setTitle(title);
    }
    Instant recordedAt = details.recordedAt();
    if (recordedAt != null) {
      message.setRecordedAt(RpcTime.of(recordedAt));
    }
    Duration duration = details.duration();
    if (duration != null) {
      message.setDurationMs(duration.toMillis());
    }
    String metadata = details.metadataJson();
    if (metadata != null) {
      message.setMetadataJson(metadata);
    }
    String externalId = details.externalId();
    if (externalId != null) {
      message.setExternalId(externalId);
    }
    List<String> tags = details.tags();
    if (tags != null) {
      message.setTags(Tags.newBuilder().addAllTags(tags));
    }
    String audioUrl = details.audioUrl();
    if (audioUrl != null) {
      message.setAudioUrl(audioUrl);
    }
    message.putAllSpeakers(details.speakers());
    return message.build();
  }

  static ReplaceTranscriptRequest header(TranscriptHeader header) {
    TranscriptionCompleted event = header.event();
    var message =
        dev.hark.proto.search.v1.TranscriptHeader.newBuilder()
            .setCaller(caller(event.envelope()))
            .setStamp(stamp(event.envelope()))
            .setRecordingId(event.recording().value())
            .setTranscriptionId(event.transcription().value())
            .setEndUserId(event.endUser().value())
            .setDetails(details(event.details()))
            .setChunkCount(header.chunkCount())
            .setEmbeddingModel(header.embeddingModel());
    String language = event.language();
    if (language != null) {
      message.setLanguage(language);
    }
    String provider = event.provider();
    if (provider != null) {
      message.setProvider(provider);
    }
    return ReplaceTranscriptRequest.newBuilder().setHeader(message).build();
  }

  static ReplaceTranscriptRequest chunk(EmbeddedChunk embedded) {
    Chunk chunk = embedded.chunk();
    TranscriptChunk.Builder message =
        TranscriptChunk.newBuilder()
            .setChunkId(embedded.id().value())
            .setOrdinal(chunk.ordinal())
            .setText(chunk.text())
            .setSpeaker(chunk.speaker().orElse(""))
            .setStartMs(chunk.start().toMillis())
            .setEndMs(chunk.end().toMillis());
    chunk.sentences().forEach(part -> message.addSegments(segment(part)));
    for (float number : embedded.embedding()) {
      message.addEmbedding(number);
    }
    return ReplaceTranscriptRequest.newBuilder().setChunk(message).build();
  }

  private static ChunkSegment segment(Part part) {
    String speaker = part.turn().speaker();
    return ChunkSegment.newBuilder()
        .setIndex(part.index())
        .setSegment(
            Segment.newBuilder()
                .setStartMs(part.start().toMillis())
                .setEndMs(part.end().toMillis())
                .setSpeaker(speaker == null ? "" : speaker)
                .setText(part.text()))
        .build();
  }
}
