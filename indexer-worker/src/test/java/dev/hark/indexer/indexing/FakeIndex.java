package dev.hark.indexer.indexing;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Notes what it is told. */
final class FakeIndex implements RecordingIndex {
  final List<Object> calls = new ArrayList<>();
  final List<EmbeddedChunk> chunks = new ArrayList<>();
  Result result = new Result.Indexed();
  Result checked = new Result.Indexed();

  @Override
  public Result check(TranscriptHeader header) {
    return checked;
  }

  @Override
  public Result replaceTranscript(TranscriptHeader header, Iterator<EmbeddedChunk> incoming) {
    calls.add(header);
    incoming.forEachRemaining(chunks::add);
    return result;
  }

  @Override
  public Result update(RecordingUpdate update) {
    calls.add(update);
    return result;
  }

  @Override
  public Result delete(RecordingDeleted deletion) {
    calls.add(deletion);
    return result;
  }

  @Override
  public Result delete(EndUserDeleted deletion) {
    calls.add(deletion);
    return result;
  }
}
