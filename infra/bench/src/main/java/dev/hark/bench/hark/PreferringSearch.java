package dev.hark.bench.hark;

import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.Found;
import dev.hark.bench.meeting.Question;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.Channel;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Searches as ask-service does for a prompt, with speakers who are preferred or without any. */
public final class PreferringSearch {
  private static final long DEADLINE_SECONDS = 30;
  private static final int LIMIT = 40;

  private final SearchServiceGrpc.SearchServiceBlockingStub service;
  private final Library library;

  public PreferringSearch(Channel channel, Library library) {
    this.service = SearchServiceGrpc.newBlockingStub(channel);
    this.library = library;
  }

  /** Best first. */
  public List<Found> search(Question question, Setting setting, Set<String> preferred) {
    SearchRequest.Builder request =
        SearchRequest.newBuilder()
            .setCaller(
                Caller.newBuilder()
                    .setProjectId(Library.PROJECT)
                    .setMode(Mode.MODE_LIVE)
                    .setRequestId("req_evaluation"))
            .setEndUserId(Library.END_USER)
            .setQuery(question.text())
            .setLimit(LIMIT)
            .addAllPreferredSpeakers(preferred);
    if (setting == Setting.RECORDING) {
      request.addRecordingIds(library.recordingOf(question.meetingId()));
    }
    return service
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .search(request.build())
        .getChunksList()
        .stream()
        .map(this::found)
        .toList();
  }

  private Found found(FoundChunk chunk) {
    return new Found(
        library.meetingOf(chunk.getRecordingId()),
        chunk.getStartMs(),
        chunk.getEndMs(),
        chunk.getText());
  }
}
