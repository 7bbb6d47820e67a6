package dev.hark.bench.hark;

import dev.hark.bench.Searcher;
import dev.hark.bench.Searcher.Setting;
import dev.hark.bench.measure.Found;
import dev.hark.bench.meeting.Question;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import io.grpc.Channel;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Searches with the words or the meaning alone, which only search-service itself offers. */
public final class SingleLeg implements Searcher {
  private static final long DEADLINE_SECONDS = 30;

  private final String name;
  private final Retrieval retrieval;
  private final SearchServiceGrpc.SearchServiceBlockingStub service;
  private final Library library;

  private SingleLeg(String name, Retrieval retrieval, Channel channel, Library library) {
    this.name = name;
    this.retrieval = retrieval;
    this.service = SearchServiceGrpc.newBlockingStub(channel);
    this.library = library;
  }

  /** BM25 alone. */
  public static SingleLeg words(Channel channel, Library library) {
    return new SingleLeg("bm25", Retrieval.RETRIEVAL_LEXICAL, channel, library);
  }

  /** k-NN alone. */
  public static SingleLeg meaning(Channel channel, Library library) {
    return new SingleLeg("knn", Retrieval.RETRIEVAL_SEMANTIC, channel, library);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Found> search(Question question, Setting setting) {
    return service
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS)
        .search(request(question, setting))
        .getChunksList()
        .stream()
        .map(this::found)
        .toList();
  }

  private SearchRequest request(Question question, Setting setting) {
    SearchRequest.Builder request =
        SearchRequest.newBuilder()
            .setCaller(caller())
            .setEndUserId(Library.END_USER)
            .setQuery(question.text())
            .setLimit(PublicApi.LIMIT)
            .setRetrieval(retrieval);
    if (setting == Setting.RECORDING) {
      request.addRecordingIds(library.recordingOf(question.meetingId()));
    }
    return request.build();
  }

  private static Caller caller() {
    return Caller.newBuilder()
        .setProjectId(Library.PROJECT)
        .setMode(Mode.MODE_LIVE)
        .setRequestId("req_evaluation")
        .build();
  }

  private Found found(FoundChunk chunk) {
    return new Found(
        library.meetingOf(chunk.getRecordingId()),
        chunk.getStartMs(),
        chunk.getEndMs(),
        chunk.getText());
  }
}
