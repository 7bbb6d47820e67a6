package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent;
import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingCreated;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingUpdated;
import dev.hark.indexer.event.RecordingEvent.TranscriptionCompleted;
import dev.hark.indexer.event.RecordingEvent.TranscriptionFailed;
import dev.hark.indexer.event.RecordingEvent.TranscriptionStarted;
import dev.hark.indexer.event.UnacceptableEventException.Problem;
import dev.hark.indexer.indexing.EmbeddingTurns.Lane;
import dev.hark.indexer.indexing.RecordingUpdate.Kind;
import dev.hark.indexer.indexing.RecordingUpdate.TranscriptionState;
import java.net.URI;
import java.util.Optional;

/**
 * Brings the index in line with one event. Safe for use by many threads, and for events that come
 * twice or late: the index decides by their stamps. Nothing is retried here.
 */
public final class IndexEvent {
  private final RecordingIndex index;
  private final TranscriptSource source;
  private final IndexTranscript indexTranscript;

  public IndexEvent(RecordingIndex index, TranscriptSource source, EmbeddingTurns embedding) {
    this.index = index;
    this.source = source;
    this.indexTranscript = new IndexTranscript(index, source, embedding);
  }

  /** Why a transcript's words can never be read there, as far as the address itself says. */
  public Optional<Problem> check(URI transcript) {
    return source.check(transcript);
  }

  /**
   * Does what there is to do.
   *
   * @param lane in which its words wait for the embedding model
   */
  public Result index(RecordingEvent event, Lane lane) {
    return switch (event) {
      case RecordingCreated e -> index.update(created(e));
      case RecordingUpdated e -> index.update(updated(e));
      case TranscriptionStarted e -> index.update(started(e));
      case TranscriptionCompleted e -> indexTranscript.index(e, lane);
      case TranscriptionFailed e -> index.update(failed(e));
      case RecordingDeleted e -> index.delete(e);
      case EndUserDeleted e -> index.delete(e);
    };
  }

  private static RecordingUpdate created(RecordingCreated event) {
    return new RecordingUpdate(
        Kind.CREATED, event.envelope(), event.recording(), event.endUser(), event.details(), null);
  }

  private static RecordingUpdate updated(RecordingUpdated event) {
    return new RecordingUpdate(
        Kind.UPDATED, event.envelope(), event.recording(), null, event.details(), null);
  }

  private static RecordingUpdate started(TranscriptionStarted event) {
    return new RecordingUpdate(
        Kind.TRANSCRIPTION_STARTED,
        event.envelope(),
        event.recording(),
        null,
        null,
        new TranscriptionState.Processing(event.transcription()));
  }

  private static RecordingUpdate failed(TranscriptionFailed event) {
    return new RecordingUpdate(
        Kind.TRANSCRIPTION_FAILED,
        event.envelope(),
        event.recording(),
        null,
        null,
        new TranscriptionState.Failed(
            event.transcription(), event.errorCode(), event.errorMessage()));
  }
}
