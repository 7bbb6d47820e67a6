package dev.hark.contract;

import com.google.protobuf.Timestamp;
import dev.hark.contract.Transcript.Event;
import dev.hark.contract.Transcript.Owner;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.CountRecordingsRequest;
import dev.hark.proto.search.v1.CountRecordingsResponse;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.EndUser;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.FindMentionsResponse;
import dev.hark.proto.search.v1.FoundChunk;
import dev.hark.proto.search.v1.GetChunksRequest;
import dev.hark.proto.search.v1.GetEndUsersRequest;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingsRequest;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.ListRecordingsRequest;
import dev.hark.proto.search.v1.ListRecordingsResponse;
import dev.hark.proto.search.v1.ListSpeakersRequest;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.Retrieval;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.SearchResponse;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.WriteResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** The calls of search-service, as short as tests want them. */
public record Asks(SearchStubs service) {
  private static final int LIMIT = 100;

  public List<FoundChunk> search(Owner owner, String query) {
    return search(owner, query, request -> {});
  }

  public List<FoundChunk> search(Owner owner, String query, Consumer<SearchRequest.Builder> more) {
    return searched(owner, query, more).getChunksList();
  }

  public SearchResponse searched(Owner owner, String query, Consumer<SearchRequest.Builder> more) {
    SearchRequest.Builder request =
        SearchRequest.newBuilder()
            .setCaller(owner.caller())
            .setEndUserId(owner.endUser())
            .setQuery(query)
            .setLimit(LIMIT);
    more.accept(request);
    return service.search().search(request.build());
  }

  /** Texts that hold the words; the meaning alone would bring everything. */
  public List<String> texts(Owner owner, String words) {
    return search(owner, words, request -> request.setRetrieval(Retrieval.RETRIEVAL_LEXICAL))
        .stream()
        .map(FoundChunk::getText)
        .toList();
  }

  /** Texts of what was found before, as far as this owner may read it now. */
  public List<String> again(Owner owner, List<FoundChunk> found) {
    return chunks(owner, found).stream().map(FoundChunk::getText).toList();
  }

  public List<FoundChunk> chunks(Owner owner, List<FoundChunk> found) {
    GetChunksRequest.Builder request =
        GetChunksRequest.newBuilder().setCaller(owner.caller()).setEndUserId(owner.endUser());
    for (FoundChunk chunk : found) {
      request
          .addChunksBuilder()
          .setChunkId(chunk.getChunkId())
          .setRecordingId(chunk.getRecordingId())
          .setOrdinal(chunk.getOrdinal());
    }
    return service.search().getChunks(request.build()).getChunksList();
  }

  /** So many ids of recordings. */
  public static List<String> ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "rec_" + i).toList();
  }

  public Recording recording(Caller caller, String id) {
    var request = GetRecordingRequest.newBuilder().setCaller(caller).setRecordingId(id).build();
    return service.search().getRecording(request).getRecording();
  }

  /** Those of the owner that are there, by their ids. */
  public List<String> recordings(Owner owner, String... ids) {
    return service
        .search()
        .getRecordings(
            GetRecordingsRequest.newBuilder()
                .setCaller(owner.caller())
                .setEndUserId(owner.endUser())
                .addAllRecordingIds(List.of(ids))
                .build())
        .getRecordingsList()
        .stream()
        .map(Recording::getRecordingId)
        .toList();
  }

  public ListRecordingsResponse list(Caller caller, int limit, String cursor) {
    return service
        .search()
        .listRecordings(
            ListRecordingsRequest.newBuilder()
                .setCaller(caller)
                .setLimit(limit)
                .setCursor(cursor)
                .build());
  }

  public List<String> listedIds(Caller caller) {
    return list(caller, LIMIT, "").getRecordingsList().stream()
        .map(Recording::getRecordingId)
        .toList();
  }

  public List<GetTranscriptResponse> transcript(Caller caller, String id) {
    return transcript(GetTranscriptRequest.newBuilder().setCaller(caller), id);
  }

  public List<GetTranscriptResponse> sentences(Caller caller, String id) {
    return transcript(GetTranscriptRequest.newBuilder().setCaller(caller).setBySentences(true), id);
  }

  /** The same, unless it has more chunks. */
  public List<GetTranscriptResponse> transcript(Caller caller, String id, int mostChunks) {
    return transcript(
        GetTranscriptRequest.newBuilder().setCaller(caller).setMostChunks(mostChunks), id);
  }

  private List<GetTranscriptResponse> transcript(GetTranscriptRequest.Builder request, String id) {
    if (id.startsWith("rec_")) {
      request.setRecordingId(id);
    } else {
      request.setTranscriptionId(id);
    }
    List<GetTranscriptResponse> parts = new ArrayList<>();
    service.search().getTranscript(request.build()).forEachRemaining(parts::add);
    return parts;
  }

  public List<String> words(Caller caller, String id) {
    return transcript(caller, id).stream()
        .flatMap(part -> part.getSegments().getSegmentsList().stream())
        .map(Segment::getText)
        .toList();
  }

  public WriteResult update(
      Owner owner,
      String recording,
      Event event,
      UpdateKind kind,
      Consumer<UpdateRecordingRequest.Builder> more) {
    UpdateRecordingRequest.Builder request =
        UpdateRecordingRequest.newBuilder()
            .setCaller(owner.projectCaller())
            .setStamp(event.stamp())
            .setRecordingId(recording)
            .setKind(kind);
    more.accept(request);
    return service.write().updateRecording(request.build()).getResult();
  }

  public WriteResult create(Owner owner, String recording, Event event, long recordedAt) {
    return update(
        owner,
        recording,
        event,
        UpdateKind.UPDATE_KIND_CREATED,
        request -> {
          request.setEndUserId(owner.endUser());
          request
              .getDetailsBuilder()
              .setTitle("About " + recording)
              .setRecordedAt(Timestamp.newBuilder().setSeconds(recordedAt));
        });
  }

  public WriteResult rename(Owner owner, String recording, Event event, String title) {
    return update(
        owner,
        recording,
        event,
        UpdateKind.UPDATE_KIND_UPDATED,
        request -> request.getDetailsBuilder().setTitle(title));
  }

  public WriteResult delete(Owner owner, String recording, Event event) {
    return deleteAndCount(owner, recording, event).getResult();
  }

  public DeleteRecordingResponse deleteAndCount(Owner owner, String recording, Event event) {
    return service
        .write()
        .deleteRecording(
            DeleteRecordingRequest.newBuilder()
                .setCaller(owner.projectCaller())
                .setStamp(event.stamp())
                .setRecordingId(recording)
                .build());
  }

  public WriteResult erase(Owner owner, Event event) {
    return eraseAndCount(owner, event).getResult();
  }

  public DeleteEndUserResponse eraseAndCount(Owner owner, Event event) {
    return service
        .write()
        .deleteEndUser(
            DeleteEndUserRequest.newBuilder()
                .setCaller(owner.projectCaller())
                .setStamp(event.stamp())
                .setEndUserId(owner.endUser())
                .build());
  }

  public List<String> speakers(Owner owner, String... recordings) {
    return service
        .search()
        .listSpeakers(
            ListSpeakersRequest.newBuilder()
                .setCaller(owner.caller())
                .setEndUserId(owner.endUser())
                .addAllRecordingIds(List.of(recordings))
                .build())
        .getNamesList();
  }

  public CountRecordingsResponse count(Owner owner, Consumer<CountRecordingsRequest.Builder> more) {
    CountRecordingsRequest.Builder request =
        CountRecordingsRequest.newBuilder().setCaller(owner.caller()).setEndUserId(owner.endUser());
    more.accept(request);
    return service.search().countRecordings(request.build());
  }

  public FindMentionsResponse mentions(
      Owner owner, String words, Consumer<FindMentionsRequest.Builder> more) {
    FindMentionsRequest.Builder request =
        FindMentionsRequest.newBuilder()
            .setCaller(owner.caller())
            .setEndUserId(owner.endUser())
            .setWords(words)
            .setLimit(LIMIT);
    more.accept(request);
    return service.search().findMentions(request.build());
  }

  /** Those of whom there is something. */
  public List<EndUser> endUsers(Caller caller, List<String> ids) {
    return service
        .search()
        .getEndUsers(
            GetEndUsersRequest.newBuilder().setCaller(caller).addAllEndUserIds(ids).build())
        .getEndUsersList();
  }

  /** The default of one of whom there is nothing. */
  public EndUser endUser(Caller caller, String id) {
    return endUsers(caller, List.of(id)).stream().findFirst().orElse(EndUser.getDefaultInstance());
  }
}
