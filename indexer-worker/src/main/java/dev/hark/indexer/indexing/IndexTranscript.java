package dev.hark.indexer.indexing;

import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.ChunkIds;
import dev.hark.indexer.chunking.Chunker;
import dev.hark.indexer.chunking.Turn;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.Segment.Words;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.Result.RetryCause;
import java.net.URI;
import java.util.List;

/** Makes the words of a completed transcription searchable. */
final class IndexTranscript {
  private final RecordingIndex index;
  private final TranscriptSource source;
  private final EmbeddingTurns embedding;

  IndexTranscript(RecordingIndex index, TranscriptSource source, EmbeddingTurns embedding) {
    this.index = index;
    this.source = source;
    this.embedding = embedding;
  }

  Result index(TranscriptionCompleted event, Lane lane) {
    return switch (event.words()) {
      case Words.Inline words -> index(event, lane, words.segments());
      case Words.At at ->
          switch (index.check(header(event, 0))) {
            case Result.Indexed wanted -> fetch(event, lane, at.url());
            case Result unwanted -> unwanted;
          };
    };
  }

  private Result fetch(TranscriptionCompleted event, Lane lane, URI url) {
    return switch (source.read(event.envelope().project(), url)) {
      case TranscriptSource.Reading.Read read -> {
        try (read) {
          yield index(event, lane, read.segments());
        }
      }
      case TranscriptSource.Reading.Refused refused -> new Result.Rejected(refused.problem());
      case TranscriptSource.Reading.Unavailable unavailable ->
          new Result.RetryLater(RetryCause.TRANSCRIPT_SOURCE, unavailable.message());
    };
  }

  private TranscriptHeader header(TranscriptionCompleted event, int chunks) {
    return new TranscriptHeader(event, chunks, embedding.space().model());
  }

  private Result index(TranscriptionCompleted event, Lane lane, List<Segment> segments) {
    List<Chunk> chunks = Chunker.chunks(segments.stream().map(IndexTranscript::turn).toList());
    EmbeddedChunks embedded =
        new EmbeddedChunks(chunks, ids(event), lane, event.envelope().project(), embedding);
    try {
      return index.replaceTranscript(header(event, chunks.size()), embedded);
    } catch (EmbeddingFailedException e) {
      return new Result.RetryLater(RetryCause.EMBEDDING, String.valueOf(e.getMessage()));
    }
  }

  private static Turn turn(Segment segment) {
    return new Turn(segment.start(), segment.end(), segment.speaker(), segment.text());
  }

  private static ChunkIds ids(TranscriptionCompleted event) {
    return new ChunkIds(
        event.envelope().createdAt(),
        List.of(
            event.envelope().project().value(),
            event.envelope().mode().name(),
            event.recording().value(),
            event.transcription().value(),
            event.envelope().id().value()));
  }
}
