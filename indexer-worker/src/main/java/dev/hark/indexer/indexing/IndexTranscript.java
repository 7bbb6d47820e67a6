package dev.hark.indexer.indexing;

import dev.hark.embedding.Embedder;
import dev.hark.embedding.EmbeddingFailedException;
import dev.hark.indexer.chunking.Chunk;
import dev.hark.indexer.chunking.ChunkIds;
import dev.hark.indexer.chunking.Chunker;
import dev.hark.indexer.chunking.Turn;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.TranscriptionCompleted;
import dev.hark.indexer.event.Words;
import java.net.URI;
import java.util.List;

/** Makes the words of a completed transcription searchable. */
final class IndexTranscript {
  private final RecordingIndex index;
  private final TranscriptSource source;
  private final Embedder embedder;

  IndexTranscript(RecordingIndex index, TranscriptSource source, Embedder embedder) {
    this.index = index;
    this.source = source;
    this.embedder = embedder;
  }

  Result index(TranscriptionCompleted event) {
    return switch (event.words()) {
      case Words.Inline words -> index(event, words.segments());
      case Words.At at ->
          switch (index.check(header(event, 0))) {
            case Result.Indexed wanted -> fetch(event, at.url());
            case Result unwanted -> unwanted;
          };
    };
  }

  private Result fetch(TranscriptionCompleted event, URI url) {
    return switch (source.read(event.envelope().project(), url)) {
      case TranscriptSource.Reading.Read read -> {
        try (read) {
          yield index(event, read.segments());
        }
      }
      case TranscriptSource.Reading.Refused refused -> new Result.Rejected(refused.problem());
      case TranscriptSource.Reading.Unavailable unavailable ->
          new Result.RetryLater(RetryCause.TRANSCRIPT_SOURCE, unavailable.message());
    };
  }

  private TranscriptHeader header(TranscriptionCompleted event, int chunks) {
    return new TranscriptHeader(event, chunks, embedder.space().model());
  }

  private Result index(TranscriptionCompleted event, List<Segment> segments) {
    List<Chunk> chunks = Chunker.chunks(segments.stream().map(IndexTranscript::turn).toList());
    EmbeddedChunks embedded = new EmbeddedChunks(chunks, ids(event), embedder);
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
