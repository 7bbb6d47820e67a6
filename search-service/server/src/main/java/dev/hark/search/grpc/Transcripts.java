package dev.hark.search.grpc;

import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.Ids.ChunkId;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.Ids.TranscriptionId;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptHeader;
import java.time.Duration;
import java.util.List;

/** Reads the messages of a transcript on its way in. */
final class Transcripts {
  private Transcripts() {}

  static TranscriptHeader header(dev.hark.proto.search.v1.TranscriptHeader header) {
    Tenant tenant = Callers.tenant(header.getCaller(), header.getEndUserId());
    RecordingId recording = Field.parse("recording_id", header.getRecordingId(), RecordingId::new);
    TranscriptionId transcription =
        Field.parse("transcription_id", header.getTranscriptionId(), TranscriptionId::new);
    return Field.check(
        "header",
        () ->
            new TranscriptHeader(
                tenant,
                recording,
                transcription,
                Changes.stamp(header.getStamp(), EventKind.TRANSCRIPTION_COMPLETED),
                Changes.details(header.getDetails()),
                header.hasLanguage() ? header.getLanguage() : null,
                header.hasProvider() ? header.getProvider() : null,
                header.getChunkCount(),
                header.getEmbeddingModel()));
  }

  static Chunk chunk(TranscriptChunk chunk) {
    ChunkId id = Field.parse("chunk.chunk_id", chunk.getChunkId(), ChunkId::new);
    return Field.check(
        "chunk",
        () ->
            new Chunk(
                id,
                chunk.getOrdinal(),
                chunk.getText(),
                Changes.emptyToNull(chunk.getSpeaker()),
                Duration.ofMillis(chunk.getStartMs()),
                Duration.ofMillis(chunk.getEndMs()),
                segments(chunk)));
  }

  static float[] embedding(TranscriptChunk chunk) {
    float[] numbers = new float[chunk.getEmbeddingCount()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = chunk.getEmbedding(i);
    }
    return numbers;
  }

  private static List<ChunkSegment> segments(TranscriptChunk chunk) {
    return chunk.getSegmentsList().stream().map(Transcripts::segment).toList();
  }

  private static ChunkSegment segment(dev.hark.proto.search.v1.ChunkSegment part) {
    var segment = part.getSegment();
    return new ChunkSegment(
        part.getIndex(),
        new Segment(
            Duration.ofMillis(segment.getStartMs()),
            Duration.ofMillis(segment.getEndMs()),
            Changes.emptyToNull(segment.getSpeaker()),
            segment.getText()));
  }
}
