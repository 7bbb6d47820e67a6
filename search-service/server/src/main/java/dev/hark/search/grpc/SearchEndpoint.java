package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetChunksResponse;
import dev.hark.proto.search.v1.GetEndUsersRequest;
import dev.hark.proto.search.v1.GetEndUsersResponse;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetRecordingsResponse;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListSpeakersRequest;
import dev.hark.proto.search.v1.ListSpeakersResponse;
import dev.hark.proto.search.v1.ListTranscriptionsRequest;
import dev.hark.proto.search.v1.ListTranscriptionsResponse;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceImplBase;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.fair.FairSlots;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.query.FindEndUsers;
import dev.hark.search.query.FindMentions;
import dev.hark.search.query.FindRecordings;
import dev.hark.search.query.ListFilter;
import dev.hark.search.query.ListRecordings;
import dev.hark.search.query.ReadChunks;
import dev.hark.search.query.ReadTranscript;
import dev.hark.search.query.RecordingOverview;
import dev.hark.search.query.SearchChunks;
import dev.hark.search.query.SearchChunks.Found;
import dev.hark.search.query.SearchQuery;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.concurrent.ExecutorService;
import java.util.function.Supplier;

/** Reads the index on behalf of the gateway and Ask. */
public final class SearchEndpoint extends SearchServiceImplBase {
  private final SearchChunks search;
  private final ReadChunks chunks;
  private final FindRecordings find;
  private final ListRecordings list;
  private final Cursors cursors;
  private final FindEndUsers endUsers;
  private final RecordingOverview overview;
  private final FindMentions mentions;
  private final TranscriptReader transcripts;
  private final Budget budget;
  private final FairSlots slots;
  private final Duration queueTime;
  private final Counter lexicalOnly;
  private final Counter semanticOnly;
  private final Answers answers;

  /**
   * Serves the read side.
   *
   * @param cursors seals those of lists
   * @param budget for every call but transcripts, which take as long as their reader
   * @param slots let so many searches at a time have the model and the index as can make use of
   *     them, each project its share: what the others have waiting is felt by nobody, and no search
   *     that runs is so slow for it that its meaning is left out
   * @param queueTime longest to wait for a slot
   * @param executor runs what streams
   * @param gate throws while no call may pass
   */
  public SearchEndpoint(
      SearchChunks search,
      ReadChunks chunks,
      FindRecordings find,
      ListRecordings list,
      CursorSeal cursors,
      FindEndUsers endUsers,
      RecordingOverview overview,
      FindMentions mentions,
      ReadTranscript read,
      Budget budget,
      FairSlots slots,
      Duration queueTime,
      ExecutorService executor,
      MeterRegistry registry,
      Runnable gate) {
    this.search = search;
    this.chunks = chunks;
    this.find = find;
    this.list = list;
    this.cursors = new Cursors(cursors);
    this.endUsers = endUsers;
    this.overview = overview;
    this.mentions = mentions;
    this.transcripts = new TranscriptReader(read, gate, executor);
    this.budget = budget;
    this.slots = slots;
    this.queueTime = queueTime;
    this.lexicalOnly =
        Counter.builder("hark.search.lexical.only")
            .description("Searches of the words only, since the meaning could not be searched")
            .register(registry);
    this.semanticOnly =
        Counter.builder("hark.search.semantic.only")
            .description("Searches of the meaning only, since the words could not be searched")
            .register(registry);
    this.answers = new Answers(gate);
  }

  private <T> void read(String rpc, Caller caller, StreamObserver<T> out, Supplier<T> work) {
    answers.answer(rpc, caller, out, () -> budget.within(work));
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
    read("Search", request.getCaller(), out, () -> search(request));
  }

  private SearchResponse search(SearchRequest request) {
    SearchQuery query = FromProto.query(request);
    Found found =
        slots.within(query.tenant().project().id().value(), queueTime, () -> search.search(query));
    SearchResponse.Builder response =
        SearchResponse.newBuilder().setTotal(found.total()).setIndexGeneration(found.generation());
    ToProto.ifPresent(found.model(), response::setEmbeddingModel);
    switch (found.failed()) {
      case NONE -> {}
      case SEMANTIC -> {
        lexicalOnly.increment();
        response.setLexicalOnly(true);
      }
      case LEXICAL -> {
        semanticOnly.increment();
        response.setSemanticOnly(true);
      }
    }
    found.chunks().forEach(chunk -> response.addChunks(ToProto.found(chunk)));
    return response.build();
  }

  @Override
  public void getChunks(GetChunksRequest request, StreamObserver<GetChunksResponse> out) {
    read("GetChunks", request.getCaller(), out, () -> chunks(request));
  }

  private GetChunksResponse chunks(GetChunksRequest request) {
    GetChunksResponse.Builder response = GetChunksResponse.newBuilder();
    chunks
        .read(
            FromProto.tenant(request.getCaller(), request.getEndUserId()), SentIds.places(request))
        .forEach(chunk -> response.addChunks(ToProto.found(chunk)));
    return response.build();
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
    read("GetRecording", request.getCaller(), out, () -> get(request));
  }

  private GetRecordingResponse get(GetRecordingRequest request) {
    RecordingId id = FromProto.parse("recording_id", request.getRecordingId(), RecordingId::new);
    return find.find(FromProto.viewer(request.getCaller()), id)
        .map(state -> GetRecordingResponse.newBuilder().setRecording(ToProto.recording(state)))
        .orElseThrow(Failures::notFound)
        .build();
  }

  @Override
  public void getRecordings(
      GetRecordingsRequest request, StreamObserver<GetRecordingsResponse> out) {
    read("GetRecordings", request.getCaller(), out, () -> getAll(request));
  }

  private GetRecordingsResponse getAll(GetRecordingsRequest request) {
    GetRecordingsResponse.Builder response = GetRecordingsResponse.newBuilder();
    find.find(
            FromProto.tenant(request.getCaller(), request.getEndUserId()),
            SentIds.recordings(request.getRecordingIdsList()))
        .forEach(state -> response.addRecordings(ToProto.recording(state)));
    return response.build();
  }

  @Override
  public void listRecordings(
      ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> out) {
    read("ListRecordings", request.getCaller(), out, () -> list(request));
  }

  private ListRecordingsResponse list(ListRecordingsRequest request) {
    Viewer viewer = FromProto.viewer(request.getCaller());
    ListFilter filter = ListFilters.of(request);
    String cursor = FromProto.emptyToNull(request.getCursor());
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
  public void listTranscriptions(
      ListTranscriptionsRequest request, StreamObserver<ListTranscriptionsResponse> out) {
    read("ListTranscriptions", request.getCaller(), out, () -> list(request));
  }

  private ListTranscriptionsResponse list(ListTranscriptionsRequest request) {
    Viewer viewer = FromProto.viewer(request.getCaller());
    ListFilter filter = ListFilters.of(request);
    String cursor = FromProto.emptyToNull(request.getCursor());
    ListRecordings.Page page =
        list.list(
            viewer,
            filter,
            request.getLimit(),
            cursor == null ? null : cursors.read(cursor, viewer, filter));
    ListTranscriptionsResponse.Builder response = ListTranscriptionsResponse.newBuilder();
    page.transcriptions().forEach(one -> response.addTranscriptions(ToProto.transcription(one)));
    page.next().map(last -> cursors.write(last, viewer, filter)).ifPresent(response::setNextCursor);
    return response.build();
  }

  @Override
  public void getEndUsers(GetEndUsersRequest request, StreamObserver<GetEndUsersResponse> out) {
    read("GetEndUsers", request.getCaller(), out, () -> endUsers(request));
  }

  private GetEndUsersResponse endUsers(GetEndUsersRequest request) {
    GetEndUsersResponse.Builder response = GetEndUsersResponse.newBuilder();
    endUsers
        .find(FromProto.viewer(request.getCaller()), SentIds.endUsers(request.getEndUserIdsList()))
        .forEach((id, owned) -> response.addEndUsers(ToProto.endUser(id, owned)));
    return response.build();
  }

  @Override
  public void listSpeakers(ListSpeakersRequest request, StreamObserver<ListSpeakersResponse> out) {
    read("ListSpeakers", request.getCaller(), out, () -> speakers(request));
  }

  private ListSpeakersResponse speakers(ListSpeakersRequest request) {
    String question = request.getQuestion();
    Limits.require(
        "question",
        question.codePointCount(0, question.length()) <= SearchQuery.MAX_TEXT,
        "must be at most 10,000 characters");
    if (!question.isBlank()) {
      search.expect(question);
    }
    return ListSpeakersResponse.newBuilder()
        .addAllNames(
            overview.speakers(
                FromProto.tenant(request.getCaller(), request.getEndUserId()),
                new LinkedHashSet<>(SentIds.recordings(request.getRecordingIdsList()))))
        .build();
  }

  @Override
  public void countRecordings(
      CountRecordingsRequest request, StreamObserver<CountRecordingsResponse> out) {
    read("CountRecordings", request.getCaller(), out, () -> count(request));
  }

  private CountRecordingsResponse count(CountRecordingsRequest request) {
    return ToProto.counts(
        overview.count(
            FromProto.tenant(request.getCaller(), request.getEndUserId()),
            new LinkedHashSet<>(SentIds.recordings(request.getRecordingIdsList())),
            Limits.of(request)));
  }

  @Override
  public void findMentions(FindMentionsRequest request, StreamObserver<FindMentionsResponse> out) {
    read("FindMentions", request.getCaller(), out, () -> mentions(request));
  }

  private FindMentionsResponse mentions(FindMentionsRequest request) {
    FindMentions.Query query = FromProto.mentions(request);
    String project = query.tenant().project().id().value();
    return ToProto.mentions(slots.within(project, queueTime, () -> mentions.find(query)));
  }

  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> out) {
    transcripts.read(request, out);
  }
}
