package dev.hark.contract;

import com.google.protobuf.Message;
import dev.hark.contract.HeldRecording.Words;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.EndUser;
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
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.proto.search.v1.Transcription;
import dev.hark.runtime.cursor.CursorSeal;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.rpc.RpcTime;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/** Reads what a {@link FakeIndexService} has written; of each recording it finds the best chunk. */
public final class FakeSearchService extends SearchServiceImplBase {
  public final Rpc<SearchRequest, SearchResponse> search = rpc(this::find);
  public final Rpc<GetChunksRequest, GetChunksResponse> getChunks = rpc(this::get);
  public final Rpc<GetRecordingRequest, GetRecordingResponse> getRecording = rpc(this::get);
  public final Rpc<GetRecordingsRequest, GetRecordingsResponse> getRecordings = rpc(this::get);
  public final Rpc<ListRecordingsRequest, ListRecordingsResponse> listRecordings = rpc(this::list);
  public final Rpc<ListTranscriptionsRequest, ListTranscriptionsResponse> listTranscriptions =
      rpc(this::list);
  public final Rpc<GetEndUsersRequest, GetEndUsersResponse> getEndUsers = rpc(this::get);
  public final Rpc<ListSpeakersRequest, ListSpeakersResponse> listSpeakers =
      rpc(request -> overview().speakers(request));
  public final Rpc<CountRecordingsRequest, CountRecordingsResponse> countRecordings =
      rpc(request -> overview().count(request));
  public final Rpc<FindMentionsRequest, FindMentionsResponse> findMentions =
      rpc(request -> overview().mentions(request));
  public final Rpc<GetTranscriptRequest, Iterator<GetTranscriptResponse>> getTranscript =
      rpc(this::read);

  private final MemoryIndex index;
  private final FoundChunks chunks;
  private final RecordingList list;
  private volatile Consumer<Message> before = request -> {};

  public FakeSearchService(FakeIndexService index) {
    this.index = index.index;
    this.chunks = new FoundChunks(index.index);
    this.list = new RecordingList(index.index, new CursorSeal("fake"));
  }

  /** From now on this before each answer: it may wait, or throw a status instead. */
  public void before(Consumer<Message> step) {
    before = step;
  }

  /** From now on as though this recording were not there. */
  public void withholds(String recording) {
    index.withhold(recording, true);
  }

  public void givesBack(String recording) {
    index.withhold(recording, false);
  }

  private <Q extends Message, A> Rpc<Q, A> rpc(Function<Q, A> own) {
    return new Rpc<>(
        request -> {
          before.accept(request);
          synchronized (index) {
            return own.apply(request);
          }
        });
  }

  @Override
  public void search(SearchRequest request, StreamObserver<SearchResponse> out) {
    search.answer(request, out);
  }

  @Override
  public void getChunks(GetChunksRequest request, StreamObserver<GetChunksResponse> out) {
    getChunks.answer(request, out);
  }

  @Override
  public void getRecording(GetRecordingRequest request, StreamObserver<GetRecordingResponse> out) {
    getRecording.answer(request, out);
  }

  @Override
  public void getRecordings(
      GetRecordingsRequest request, StreamObserver<GetRecordingsResponse> out) {
    getRecordings.answer(request, out);
  }

  @Override
  public void listRecordings(
      ListRecordingsRequest request, StreamObserver<ListRecordingsResponse> out) {
    listRecordings.answer(request, out);
  }

  @Override
  public void listTranscriptions(
      ListTranscriptionsRequest request, StreamObserver<ListTranscriptionsResponse> out) {
    listTranscriptions.answer(request, out);
  }

  private Overview overview() {
    return new Overview(index);
  }

  @Override
  public void listSpeakers(ListSpeakersRequest request, StreamObserver<ListSpeakersResponse> out) {
    listSpeakers.answer(request, out);
  }

  @Override
  public void countRecordings(
      CountRecordingsRequest request, StreamObserver<CountRecordingsResponse> out) {
    countRecordings.answer(request, out);
  }

  @Override
  public void findMentions(FindMentionsRequest request, StreamObserver<FindMentionsResponse> out) {
    findMentions.answer(request, out);
  }

  @Override
  public void getEndUsers(GetEndUsersRequest request, StreamObserver<GetEndUsersResponse> out) {
    getEndUsers.answer(request, out);
  }

  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> out) {
    try {
      stream(getTranscript.answer(request), (ServerCallStreamObserver<GetTranscriptResponse>) out);
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }

  private SearchResponse find(SearchRequest request) {
    return chunks.search(request);
  }

  private GetChunksResponse get(GetChunksRequest request) {
    return GetChunksResponse.newBuilder().addAllChunks(chunks.get(request)).build();
  }

  private GetRecordingResponse get(GetRecordingRequest request) {
    String id = Fields.required("recording_id", request.getRecordingId(), RecordingId::new);
    return GetRecordingResponse.newBuilder()
        .setRecording(
            seen(request.getCaller(), id).orElseThrow(FakeSearchService::notFound).recording())
        .build();
  }

  private static StatusRuntimeException notFound() {
    return Status.NOT_FOUND.withDescription("not found").asRuntimeException();
  }

  private Optional<HeldRecording> seen(Caller caller, String id) {
    return index.seenBy(caller).stream().filter(held -> held.id().equals(id)).findFirst();
  }

  private GetRecordingsResponse get(GetRecordingsRequest request) {
    Fields.recordings(request.getRecordingIdsList(), 1);
    List<HeldRecording> owned = index.ownedBy(request.getCaller(), request.getEndUserId()).toList();
    GetRecordingsResponse.Builder response = GetRecordingsResponse.newBuilder();
    request.getRecordingIdsList().stream()
        .distinct()
        .flatMap(id -> owned.stream().filter(held -> held.id().equals(id)))
        .forEach(held -> response.addRecordings(held.recording()));
    return response.build();
  }

  private ListRecordingsResponse list(ListRecordingsRequest request) {
    return list.page(request);
  }

  private ListTranscriptionsResponse list(ListTranscriptionsRequest request) {
    return list.page(request);
  }

  private GetEndUsersResponse get(GetEndUsersRequest request) {
    Fields.endUsers(request.getEndUserIdsList());
    GetEndUsersResponse.Builder response = GetEndUsersResponse.newBuilder();
    request.getEndUserIdsList().stream()
        .distinct()
        .map(id -> endUser(request.getCaller(), id))
        .filter(there -> there.getRecordings() > 0 || there.getFirstBeingWritten())
        .forEach(response::addEndUsers);
    return response.build();
  }

  private EndUser endUser(Caller caller, String id) {
    List<HeldRecording> owned =
        index.seenBy(caller).stream().filter(held -> held.owner().equals(id)).toList();
    EndUser.Builder endUser =
        EndUser.newBuilder()
            .setEndUserId(id)
            .setRecordings(owned.size())
            .setFirstBeingWritten(
                owned.isEmpty()
                    && Fields.sees(caller, id)
                    && !index.isErased(caller, id)
                    && index.isWriting(caller, header -> header.getEndUserId().equals(id)));
    owned.stream()
        .map(HeldRecording::createdAt)
        .min(Instant::compareTo)
        .ifPresent(first -> endUser.setCreatedAt(RpcTime.of(first)));
    return endUser.build();
  }

  private Iterator<GetTranscriptResponse> read(GetTranscriptRequest request) {
    HeldRecording held = of(request).orElseThrow(FakeSearchService::notFound);
    Transcription transcription =
        (request.hasRecordingId()
                ? held.transcription()
                : held.transcription(request.getTranscriptionId()))
            .orElseThrow(FakeSearchService::notFound);
    Optional<Words> words =
        held.words()
            .filter(said -> said.transcription().equals(transcription.getTranscriptionId()));
    int chunks = words.map(said -> said.chunks().size()).orElse(0);
    if (request.getMostChunks() != 0 && chunks > request.getMostChunks()) {
      throw Status.FAILED_PRECONDITION.withDescription("has more chunks").asRuntimeException();
    }
    List<GetTranscriptResponse> parts = new ArrayList<>();
    parts.add(GetTranscriptResponse.newBuilder().setTranscription(transcription).build());
    if (chunks > 0) {
      List<Segment> said = held.segments(words.orElseThrow(), request.getBySentences());
      parts.add(
          GetTranscriptResponse.newBuilder()
              .setSegments(SegmentBatch.newBuilder().addAllSegments(said))
              .build());
    }
    return parts.iterator();
  }

  private Optional<HeldRecording> of(GetTranscriptRequest request) {
    return switch (request.getOfCase()) {
      case RECORDING_ID ->
          seen(
              request.getCaller(),
              Fields.required("recording_id", request.getRecordingId(), RecordingId::new));
      case TRANSCRIPTION_ID -> {
        String id =
            Fields.required("transcription_id", request.getTranscriptionId(), TranscriptionId::new);
        yield index.seenBy(request.getCaller()).stream()
            .filter(held -> held.transcription(id).isPresent())
            .findFirst();
      }
      case OF_NOT_SET -> throw Fields.invalid("of", "is required");
    };
  }

  /** Sends no faster than the other side takes, as a server must. */
  private static <A> void stream(Iterator<A> parts, ServerCallStreamObserver<A> out) {
    AtomicBoolean done = new AtomicBoolean();
    out.setOnReadyHandler(
        () -> {
          while (out.isReady() && !out.isCancelled() && !done.get()) {
            done.set(!sendNext(parts, out));
          }
        });
  }

  private static <A> boolean sendNext(Iterator<A> parts, StreamObserver<A> out) {
    try {
      if (parts.hasNext()) {
        out.onNext(parts.next());
        return true;
      }
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
    return false;
  }
}
