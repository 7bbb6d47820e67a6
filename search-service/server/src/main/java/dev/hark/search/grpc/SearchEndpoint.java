package dev.hark.search.grpc;

import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceImplBase;
import dev.hark.search.index.RecordingId;
import dev.hark.search.query.FindRecording;
import dev.hark.search.query.Found;
import dev.hark.search.query.SearchChunks;
import io.grpc.stub.StreamObserver;

/** Reads the index on behalf of the gateway and Ask. */
public final class SearchEndpoint extends SearchServiceImplBase {
  private final SearchChunks search;
  private final FindRecording find;
  private final Answers answers;

  /**
   * Serves the read side.
   *
   * @param gate throws while no call may pass
   */
  public SearchEndpoint(SearchChunks search, FindRecording find, Runnable gate) {
    this.search = search;
    this.find = find;
    this.answers = new Answers(gate);
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
    answers.answer("Search", out, () -> search(request));
  }

  private SearchResponse search(SearchRequest request) {
    Found found = search.search(SearchQueries.of(request));
    SearchResponse.Builder response =
        SearchResponse.newBuilder().setLexicalOnly(found.lexicalOnly());
    found.chunks().forEach(chunk -> response.addChunks(ToProto.found(chunk)));
    return response.build();
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
    answers.answer("GetRecording", out, () -> get(request));
  }

  private GetRecordingResponse get(GetRecordingRequest request) {
    RecordingId id = Field.parse("recording_id", request.getRecordingId(), RecordingId::new);
    return find.find(Callers.viewer(request.getCaller()), id)
        .map(state -> GetRecordingResponse.newBuilder().setRecording(ToProto.recording(state)))
        .orElseThrow(Failures::notFound)
        .build();
  }
}
