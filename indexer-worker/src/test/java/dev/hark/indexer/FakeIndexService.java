package dev.hark.indexer;

import com.google.protobuf.Timestamp;
import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.CheckTranscriptResponse;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.UpdateRecordingResponse;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps what the worker says, by the rules of the contract in their simplest form. */
public final class FakeIndexService extends IndexServiceImplBase {
  /** A transcript as it was taken. */
  public record Transcript(TranscriptHeader header, List<TranscriptChunk> chunks) {}

  private final Map<String, Transcript> transcripts = new ConcurrentHashMap<>();
  private final List<UpdateRecordingRequest> updates = new CopyOnWriteArrayList<>();
  private final Set<String> deleted = ConcurrentHashMap.newKeySet();
  private final List<String> applied = new CopyOnWriteArrayList<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private volatile Function<String, Optional<Status>> faults = recording -> Optional.empty();

  public Optional<Transcript> transcript(String recording) {
    return Optional.ofNullable(transcripts.get(recording));
  }

  public List<UpdateRecordingRequest> updates(String recording) {
    return updates.stream().filter(update -> update.getRecordingId().equals(recording)).toList();
  }

  public Set<String> deleted() {
    return Set.copyOf(deleted);
  }

  /** Recordings and end users in the order in which something of theirs was applied. */
  public List<String> applied() {
    return List.copyOf(applied);
  }

  /** Recordings of which a transcript's first chunk has come. */
  public Set<String> begun() {
    return Set.copyOf(begun);
  }

  /** From now on calls about a recording fail with what this gives. */
  public void failWith(Function<String, Optional<Status>> faultOf) {
    faults = faultOf;
  }

  @Override
  public void checkTranscript(
      CheckTranscriptRequest request, StreamObserver<CheckTranscriptResponse> answers) {
    boolean gone = deleted.contains(request.getHeader().getRecordingId());
    WriteResult result = gone ? WriteResult.WRITE_RESULT_DELETED : WriteResult.WRITE_RESULT_APPLIED;
    answers.onNext(CheckTranscriptResponse.newBuilder().setResult(result).build());
    answers.onCompleted();
  }

  @Override
  public StreamObserver<ReplaceTranscriptRequest> replaceTranscript(
      StreamObserver<ReplaceTranscriptResponse> answers) {
    return new Incoming(answers);
  }

  @Override
  public void updateRecording(
      UpdateRecordingRequest request, StreamObserver<UpdateRecordingResponse> answers) {
    Optional<Status> fault = faults.apply(request.getRecordingId());
    if (fault.isPresent()) {
      answers.onError(fault.get().asRuntimeException());
      return;
    }
    updates.add(request);
    applied.add(request.getRecordingId());
    answers.onNext(
        UpdateRecordingResponse.newBuilder().setResult(WriteResult.WRITE_RESULT_APPLIED).build());
    answers.onCompleted();
  }

  @Override
  public void deleteRecording(
      DeleteRecordingRequest request, StreamObserver<DeleteRecordingResponse> answers) {
    deleted.add(request.getRecordingId());
    transcripts.remove(request.getRecordingId());
    applied.add(request.getRecordingId());
    answers.onNext(
        DeleteRecordingResponse.newBuilder().setResult(WriteResult.WRITE_RESULT_DELETED).build());
    answers.onCompleted();
  }

  @Override
  public void deleteEndUser(
      DeleteEndUserRequest request, StreamObserver<DeleteEndUserResponse> answers) {
    deleted.add(request.getEndUserId());
    applied.add(request.getEndUserId());
    answers.onNext(
        DeleteEndUserResponse.newBuilder().setResult(WriteResult.WRITE_RESULT_DELETED).build());
    answers.onCompleted();
  }

  /** One stream of chunks. */
  private final class Incoming implements StreamObserver<ReplaceTranscriptRequest> {
    private final StreamObserver<ReplaceTranscriptResponse> answers;
    private final List<TranscriptChunk> chunks = new ArrayList<>();
    private @Nullable TranscriptHeader header;
    private boolean answered;

    private Incoming(StreamObserver<ReplaceTranscriptResponse> answers) {
      this.answers = answers;
    }

    @Override
    public void onNext(ReplaceTranscriptRequest part) {
      if (part.hasHeader()) {
        begin(part.getHeader());
      } else {
        chunks.add(part.getChunk());
        if (header != null) {
          begun.add(header.getRecordingId());
        }
      }
    }

    private void begin(TranscriptHeader first) {
      header = first;
      Optional<Status> fault = faults.apply(first.getRecordingId());
      if (fault.isPresent()) {
        answered = true;
        answers.onError(fault.get().asRuntimeException());
      } else if (deleted.contains(first.getRecordingId())) {
        answer(WriteResult.WRITE_RESULT_DELETED);
      } else if (isStale(first)) {
        answer(WriteResult.WRITE_RESULT_STALE);
      }
    }

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onCompleted() {
      if (answered || header == null) {
        return;
      }
      if (chunks.size() != header.getChunkCount()) {
        answers.onError(Status.INVALID_ARGUMENT.asRuntimeException());
        return;
      }
      if (isStale(header)) {
        answer(WriteResult.WRITE_RESULT_STALE);
        return;
      }
      transcripts.put(header.getRecordingId(), new Transcript(header, List.copyOf(chunks)));
      applied.add(header.getRecordingId());
      answer(WriteResult.WRITE_RESULT_APPLIED);
    }

    private void answer(WriteResult result) {
      answered = true;
      answers.onNext(ReplaceTranscriptResponse.newBuilder().setResult(result).build());
      answers.onCompleted();
    }
  }

  private boolean isStale(TranscriptHeader header) {
    return transcript(header.getRecordingId())
        .map(known -> !at(header.getStamp()).isAfter(at(known.header().getStamp())))
        .orElse(false);
  }

  private static Instant at(EventStamp stamp) {
    Timestamp time = stamp.getCreatedAt();
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
