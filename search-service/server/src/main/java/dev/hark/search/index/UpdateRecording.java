package dev.hark.search.index;

/** Takes what an event without words says of a recording. */
public final class UpdateRecording {
  private final RecordingChanges changes;

  public UpdateRecording(RecordingCatalog catalog, Erasures erasures, ChunkIndex chunks) {
    this.changes = new RecordingChanges(catalog, erasures, chunks);
  }

  /** May be repeated, and may come in any order; visible to every read when it returns. */
  public WriteOutcome update(RecordingKey key, Change change) {
    return switch (changes.apply(key, change)) {
      case RecordingChanges.Outcome.Changed changed -> new WriteOutcome.Applied();
      case RecordingChanges.Outcome.Unchanged unchanged -> new WriteOutcome.Stale();
      case RecordingChanges.Outcome.Deleted deleted -> new WriteOutcome.Deleted();
      case RecordingChanges.Outcome.ForeignOwner foreign -> foreign(key, change);
    };
  }

  private static WriteOutcome foreign(RecordingKey key, Change change) {
    if (change.owner() == null) {
      throw new IllegalStateException("a change without an owner contradicts nobody");
    }
    return new WriteOutcome.ForeignOwner(key.recording(), change.owner());
  }
}
