package dev.hark.search.grpc;

import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.GetEndUserRequest;
import dev.hark.proto.search.v1.GetEndUserResponse;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetRecordingsResponse;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceImplBase;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.search.index.Ids.EndUserId;
import dev.hark.search.index.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.query.FindEndUser;
import dev.hark.search.query.FindRecording;
import dev.hark.search.query.FindRecordings;
import dev.hark.search.query.Found;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.ListRecordings;
import dev.hark.search.query.Owned;
import dev.hark.search.query.ReadChunks;
import dev.hark.search.query.ReadTranscript;
import dev.hark.search.query.SearchChunks;
import dev.hark.search.query.SearchQuery;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.ExecutorService;

/** Reads the index on behalf of the gateway and Ask. */
public final class SearchEndpoint extends SearchServiceImplBase {
  private final SearchChunks search;
  private final ReadChunks chunks;
  private final FindRecording find;
  private final FindRecordings findAll;
  private final ListRecordings list;
  private final Cursors cursors;
  private final FindEndUser endUsers;
  private final TranscriptReader transcripts;
  private final Budget budget;
  private final SearchSlots slots;
  private final Counter lexicalOnly;
  private final Answers answers;

  /**
   * Serves the read side.
   *
   * @param cursors seals those of lists
   * @param budget for every call but transcripts, which take as long as their reader
   * @param slots that searches take
   * @param executor runs what streams
   * @param gate throws while no call may pass
   */
  public SearchEndpoint(
      SearchChunks search,
      ReadChunks chunks,
      FindRecording find,
      FindRecordings findAll,
      ListRecordings list,
      CursorSeal cursors,
      FindEndUser endUsers,
      ReadTranscript read,
      Budget budget,
      SearchSlots slots,
      ExecutorService executor,
      MeterRegistry registry,
      Runnable gate) {
    this.search = search;
    this.chunks = chunks;
    this.find = find;
    this.findAll = findAll;
    this.list = list;
    this.cursors = new Cursors(cursors);
    this.endUsers = endUsers;
    this.transcripts = new TranscriptReader(read, gate, executor);
    this.budget = budget;
    this.slots = slots;
    this.lexicalOnly =
        Counter.builder("hark.search.lexical.only")
            .description("Searches of the words only, since the embedding model failed")
            .register(registry);
    this.answers = new Answers(gate);
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
    answers.answer("Search", request.getCaller(), out, () -> budget.within(() -> search(request)));
  }

  private SearchResponse search(SearchRequest request) {
    SearchQuery query = SearchQueries.of(request);
    Found found = slots.within(query.tenant().project().id(), () -> search.search(query));
    if (found.lexicalOnly()) {
      lexicalOnly.increment();
    }
    SearchResponse.Builder response =
        SearchResponse.newBuilder().setLexicalOnly(found.lexicalOnly());
    found.chunks().forEach(chunk -> response.addChunks(ToProto.found(chunk)));
    return response.build();
  }

  @Override
  public void getChunks(GetChunksRequest request, StreamObserver<GetChunksResponse> out) {
    answers.answer(
        "GetChunks", request.getCaller(), out, () -> budget.within(() -> chunks(request)));
  }

  private GetChunksResponse chunks(GetChunksRequest request) {
    GetChunksResponse.Builder response = GetChunksResponse.newBuilder();
    chunks
        .read(
            Callers.tenant(request.getCaller(), request.getEndUserId()),
            SearchQueries.places(request))
        .forEach(chunk -> response.addChunks(ToProto.found(chunk)));
    return response.build();
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
    answers.answer(
        "GetRecording", request.getCaller(), out, () -> budget.within(() -> get(request)));
  }

  private GetRecordingResponse get(GetRecordingRequest request) {
    RecordingId id = Field.parse("recording_id", request.getRecordingId(), RecordingId::new);
    return find.find(Callers.viewer(request.getCaller()), id)
        .map(state -> GetRecordingResponse.newBuilder().setRecording(ToProto.recording(state)))
        .orElseThrow(Failures::notFound)
        .build();
  }

  @Override
  public void getRecordings(
      GetRecordingsRequest request, StreamObserver<GetRecordingsResponse> out) {
    answers.answer(
        "GetRecordings", request.getCaller(), out, () -> budget.within(() -> getAll(request)));
  }

  private GetRecordingsResponse getAll(GetRecordingsRequest request) {
    GetRecordingsResponse.Builder response = GetRecordingsResponse.newBuilder();
    findAll
        .find(
            Callers.tenant(request.getCaller(), request.getEndUserId()),
            SearchQueries.recordings(request.getRecordingIdsList()))
        .forEach(state -> response.addRecordings(ToProto.recording(state)));
    return response.build();
  }

  @Override
  public void listRecordings(
      ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> out) {
    answers.answer(
        "ListRecordings", request.getCaller(), out, () -> budget.within(() -> list(request)));
  }

  private ListRecordingsResponse list(ListRecordingsRequest request) {
    Viewer viewer = Callers.viewer(request.getCaller());
    ListFilter filter = Lists.filter(request);
    String cursor = Changes.emptyToNull(request.getCursor());
    if (cursor != null && request.getOffset() != 0) {
      throw UnacceptableException.field("offset", "cannot be used together with a cursor");
    }
    ListRecordings.Page page =
        cursor == null
            ? list.listFrom(viewer, filter, request.getLimit(), request.getOffset())
            : list.list(viewer, filter, request.getLimit(), cursors.read(cursor, viewer, filter));
    ListRecordingsResponse.Builder response = ListRecordingsResponse.newBuilder();
    page.recordings().forEach(state -> response.addRecordings(ToProto.recording(state)));
    page.next().map(last -> cursors.write(last, viewer, filter)).ifPresent(response::setNextCursor);
    return response.build();
  }

  @Override
  public void getEndUser(GetEndUserRequest request, StreamObserver<GetEndUserResponse> out) {
    answers.answer(
        "GetEndUser", request.getCaller(), out, () -> budget.within(() -> endUser(request)));
  }

  private GetEndUserResponse endUser(GetEndUserRequest request) {
    EndUserId id = Field.parse("end_user_id", request.getEndUserId(), EndUserId::new);
    Owned owned = endUsers.find(Callers.viewer(request.getCaller()), id);
    GetEndUserResponse.Builder response =
        GetEndUserResponse.newBuilder()
            .setRecordings(owned.recordings())
            .setFirstBeingWritten(owned.firstBeingWritten());
    owned.since().ifPresent(since -> response.setCreatedAt(RpcTime.of(since)));
    return response.build();
  }

  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> out) {
    transcripts.read(request, out);
  }
}
