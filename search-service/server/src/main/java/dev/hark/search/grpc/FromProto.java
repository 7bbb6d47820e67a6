package dev.hark.search.grpc;

import com.google.protobuf.Timestamp;
import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.FindMentionsRequest;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.SearchRequest;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptionState;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.EndUserId;
import dev.hark.runtime.id.Ids.EventId;
import dev.hark.runtime.id.Ids.ProjectId;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.id.Mode;
import dev.hark.runtime.rpc.RpcTime;
import dev.hark.search.index.AllWords;
import dev.hark.search.index.Change;
import dev.hark.search.index.Change.TranscriptionNews;
import dev.hark.search.index.Chunk;
import dev.hark.search.index.Chunk.ChunkSegment;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.RecordingState.TranscriptionStatus;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.TranscriptHeader;
import dev.hark.search.query.FindMentions;
import dev.hark.search.query.RecordedRange;
import dev.hark.search.query.SearchQuery;
import dev.hark.search.query.SearchQuery.Retrieval;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what is asked and said, naming the field that does not hold what it should. */
final class FromProto {
  private FromProto() {}

  /** What the text stands for. */
  static <T> T parse(String name, String text, Function<String, T> type) {
    if (text.isEmpty()) {
      throw UnacceptableException.field(name, "is required");
    }
    return check(name, () -> type.apply(text));
  }

  static <T> @Nullable T optional(String name, String text, Function<String, T> type) {
    return text.isEmpty() ? null : parse(name, text, type);
  }

  static <T> T check(String name, Supplier<T> value) {
    try {
      return value.get();
    } catch (IllegalArgumentException | DateTimeException e) {
      throw UnacceptableException.field(name, String.valueOf(e.getMessage()));
    }
  }

  static Instant time(String name, Timestamp timestamp) {
    return check(name, () -> RpcTime.of(timestamp));
  }

  static Project project(Caller caller) {
    ProjectId id = parse("caller.project_id", caller.getProjectId(), ProjectId::new);
    return new Project(id, mode(caller));
  }

  private static Mode mode(Caller caller) {
    return switch (caller.getMode()) {
      case MODE_LIVE -> Mode.LIVE;
      case MODE_TEST -> Mode.TEST;
      case MODE_UNSPECIFIED, UNRECOGNIZED ->
          throw UnacceptableException.field("caller.mode", "is required: live or test");
    };
  }

  static Viewer viewer(Caller caller) {
    EndUserId boundTo = optional("caller.end_user_id", caller.getEndUserId(), EndUserId::new);
    return new Viewer(project(caller), boundTo);
  }

  /** The tenant that is named, who must be the bound end user if there is one. */
  static Tenant tenant(Caller caller, String endUser) {
    Viewer viewer = viewer(caller);
    EndUserId named = parse("end_user_id", endUser, EndUserId::new);
    if (!viewer.sees(named)) {
      throw UnacceptableException.field(
          "end_user_id", "must be the end user that the caller is bound to");
    }
    return new Tenant(viewer.project(), named);
  }

  static Change change(UpdateRecordingRequest request) {
    return new Change(
        stamp(request.getStamp(), kind(request.getKind())),
        optional("end_user_id", request.getEndUserId(), EndUserId::new),
        details(request.getDetails()),
        request.hasTranscription() ? news(request.getTranscription()) : null,
        null);
  }

  static Stamp stamp(EventStamp stamp, EventKind kind) {
    if (!stamp.hasCreatedAt()) {
      throw UnacceptableException.field("stamp.created_at", "is required");
    }
    EventId event = parse("stamp.event_id", stamp.getEventId(), EventId::new);
    Instant at = time("stamp.created_at", stamp.getCreatedAt());
    return check("stamp", () -> new Stamp(at, kind, event));
  }

  private static EventKind kind(UpdateKind kind) {
    return switch (kind) {
      case UPDATE_KIND_CREATED -> EventKind.CREATED;
      case UPDATE_KIND_UPDATED -> EventKind.UPDATED;
      case UPDATE_KIND_TRANSCRIPTION_STARTED -> EventKind.TRANSCRIPTION_STARTED;
      case UPDATE_KIND_TRANSCRIPTION_FAILED -> EventKind.TRANSCRIPTION_FAILED;
      case UPDATE_KIND_UNSPECIFIED, UNRECOGNIZED ->
          throw UnacceptableException.field("kind", "is required");
    };
  }

  private static Change.RecordingDetails details(RecordingDetails details) {
    String title = details.hasTitle() ? details.getTitle() : null;
    Instant recordedAt =
        details.hasRecordedAt() ? time("details.recorded_at", details.getRecordedAt()) : null;
    Duration duration = details.hasDurationMs() ? Duration.ofMillis(details.getDurationMs()) : null;
    return check(
        "details",
        () ->
            new Change.RecordingDetails(
                title,
                recordedAt,
                duration,
                details.hasMetadataJson() ? details.getMetadataJson() : null,
                details.hasExternalId() ? details.getExternalId() : null,
                details.hasTags() ? details.getTags().getTagsList() : null,
                details.hasAudioUrl() ? details.getAudioUrl() : null,
                details.getSpeakersMap()));
  }

  private static TranscriptionNews news(TranscriptionState state) {
    TranscriptionId id =
        optional(
            "transcription.transcription_id", state.getTranscriptionId(), TranscriptionId::new);
    return new TranscriptionNews(
        id, status(state), emptyToNull(state.getErrorCode()), emptyToNull(state.getErrorMessage()));
  }

  private static TranscriptionStatus status(TranscriptionState state) {
    return switch (state.getStatus()) {
      case TRANSCRIPTION_STATUS_PROCESSING -> TranscriptionStatus.PROCESSING;
      case TRANSCRIPTION_STATUS_FAILED -> TranscriptionStatus.FAILED;
      case TRANSCRIPTION_STATUS_PENDING,
          TRANSCRIPTION_STATUS_COMPLETED,
          TRANSCRIPTION_STATUS_UNSPECIFIED,
          UNRECOGNIZED ->
          throw UnacceptableException.field(
              "transcription.status", "must be processing or failed, not " + state.getStatus());
    };
  }

  static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  static TranscriptHeader header(dev.hark.proto.search.v1.TranscriptHeader header) {
    Tenant tenant = tenant(header.getCaller(), header.getEndUserId());
    RecordingId recording = parse("recording_id", header.getRecordingId(), RecordingId::new);
    TranscriptionId transcription =
        parse("transcription_id", header.getTranscriptionId(), TranscriptionId::new);
    return check(
        "header",
        () ->
            new TranscriptHeader(
                tenant,
                recording,
                transcription,
                stamp(header.getStamp(), EventKind.TRANSCRIPTION_COMPLETED),
                details(header.getDetails()),
                header.hasLanguage() ? header.getLanguage() : null,
                header.hasProvider() ? header.getProvider() : null,
                header.getChunkCount(),
                header.getEmbeddingModel()));
  }

  static Chunk chunk(TranscriptChunk chunk) {
    ChunkId id = parse("chunk.chunk_id", chunk.getChunkId(), ChunkId::new);
    return check(
        "chunk",
        () ->
            new Chunk(
                id,
                chunk.getOrdinal(),
                chunk.getText(),
                emptyToNull(chunk.getSpeaker()),
                Duration.ofMillis(chunk.getStartMs()),
                Duration.ofMillis(chunk.getEndMs()),
                segments(chunk)));
  }

  private static List<ChunkSegment> segments(TranscriptChunk chunk) {
    return chunk.getSegmentsList().stream().map(FromProto::segment).toList();
  }

  private static ChunkSegment segment(dev.hark.proto.search.v1.ChunkSegment part) {
    var segment = part.getSegment();
    return new ChunkSegment(
        part.getIndex(),
        new Segment(
            Duration.ofMillis(segment.getStartMs()),
            Duration.ofMillis(segment.getEndMs()),
            emptyToNull(segment.getSpeaker()),
            segment.getText()));
  }

  static RecordedRange recorded(@Nullable Timestamp after, @Nullable Timestamp before) {
    return new RecordedRange(
        after == null ? null : time("recorded_after", after),
        before == null ? null : time("recorded_before", before));
  }

  static SearchQuery query(SearchRequest request) {
    return new SearchQuery(
        tenant(request.getCaller(), request.getEndUserId()),
        request.getQuery(),
        new LinkedHashSet<>(SentIds.recordings(request.getRecordingIdsList())),
        Limits.of(request),
        new SearchQuery.Preferred(
            Limits.speakers("preferred_speakers", request.getPreferredSpeakersList()),
            new LinkedHashSet<>(
                SentIds.recordings(
                    "preferred_recording_ids", request.getPreferredRecordingIdsList()))),
        request.getLimit(),
        retrieval(request),
        request.getGroupByRecording());
  }

  static FindMentions.Query mentions(FindMentionsRequest request) {
    return new FindMentions.Query(
        tenant(request.getCaller(), request.getEndUserId()),
        check("words", () -> AllWords.of(request.getWords())),
        new LinkedHashSet<>(SentIds.recordings(request.getRecordingIdsList())),
        Limits.of(request),
        request.getLimit());
  }

  private static Retrieval retrieval(SearchRequest request) {
    return switch (request.getRetrieval()) {
      case RETRIEVAL_LEXICAL -> Retrieval.LEXICAL;
      case RETRIEVAL_SEMANTIC -> Retrieval.SEMANTIC;
      case RETRIEVAL_HYBRID, RETRIEVAL_UNSPECIFIED, UNRECOGNIZED -> Retrieval.HYBRID;
    };
  }
}
