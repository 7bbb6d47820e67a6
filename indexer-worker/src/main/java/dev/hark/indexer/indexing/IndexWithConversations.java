package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import java.util.Iterator;
import java.util.function.Supplier;

/**
 * An index whose deletions reach the conversations too: from the index first, so that nobody finds
 * any more what is then taken out of the answers.
 */
public final class IndexWithConversations implements RecordingIndex {
  private final RecordingIndex index;
  private final Conversations conversations;

  public IndexWithConversations(RecordingIndex index, Conversations conversations) {
    this.index = index;
    this.conversations = conversations;
  }

  @Override
  public Result check(TranscriptHeader header) {
    return index.check(header);
  }

  @Override
  public Result replaceTranscript(TranscriptHeader header, Iterator<EmbeddedChunk> chunks) {
    return index.replaceTranscript(header, chunks);
  }

  @Override
  public Result update(RecordingUpdate update) {
    return index.update(update);
  }

  @Override
  public Result delete(RecordingDeleted deletion) {
    return then(index.delete(deletion), () -> conversations.forget(deletion));
  }

  @Override
  public Result delete(EndUserDeleted deletion) {
    return then(index.delete(deletion), () -> conversations.forget(deletion));
  }

  private static Result then(Result indexed, Supplier<Result> next) {
    return switch (indexed) {
      case Result.Indexed done -> next.get();
      case Result.Stale before -> next.get();
      case Result.Deleted gone -> next.get();
      case Result.Rejected rejected -> rejected;
      case Result.RetryLater later -> later;
    };
  }
}
