package dev.hark.contract;

import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.CheckTranscriptResponse;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.UpdateKind;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.UpdateRecordingResponse;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.ChunkId;
import dev.hark.runtime.id.Ids.RecordingId;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes an index in memory by the rules of the contract. */
public final class FakeIndexService extends IndexServiceImplBase {
  public final Rpc<CheckTranscriptRequest, CheckTranscriptResponse> checkTranscript =
      new Rpc<>(this::check);
  public final Rpc<UpdateRecordingRequest, UpdateRecordingResponse> updateRecording =
      new Rpc<>(this::update);
  public final Rpc<DeleteRecordingRequest, DeleteRecordingResponse> deleteRecording =
      new Rpc<>(this::delete);
  public final Rpc<DeleteEndUserRequest, DeleteEndUserResponse> deleteEndUser =
      new Rpc<>(this::delete);

  final MemoryIndex index = new MemoryIndex();
  private final List<UpdateRecordingRequest> updates = new CopyOnWriteArrayList<>();
  private final List<String> applied = new CopyOnWriteArrayList<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();
  private volatile Function<String, Optional<Status>> faults = recording -> Optional.empty();

  /** A transcript as it was taken. */
  public record Transcript(TranscriptHeader header, List<TranscriptChunk> chunks) {}

  /** The searchable one. */
  public Optional<Transcript> transcript(String recording) {
    return index
        .find(recording)
        .flatMap(HeldRecording::words)
        .map(words -> new Transcript(words.header(), words.chunks()));
  }

  /** What was said of a recording, new or not. */
  public List<UpdateRecordingRequest> updates(String recording) {
    return updates.stream().filter(update -> update.getRecordingId().equals(recording)).toList();
  }

  /**
   * Recordings and end users in the order in which something of theirs was done: every update and
   * deletion, and transcripts that were new.
   */
  public List<String> applied() {
    return List.copyOf(applied);
  }

  /** Recordings of which a transcript's first chunk has come. */
  public Set<String> begun() {
    return Set.copyOf(begun);
  }

  /** From now on updates and transcripts of a recording fail with what this gives. */
  public void failWith(Function<String, Optional<Status>> faultOf) {
    faults = faultOf;
  }

  private void fail(String recording) {
    faults
        .apply(recording)
        .ifPresent(
            status -> {
              throw status.asRuntimeException();
            });
  }

  @Override
  public void checkTranscript(
      CheckTranscriptRequest request, StreamObserver<CheckTranscriptResponse> out) {
    checkTranscript.answer(request, out);
  }

  private CheckTranscriptResponse check(CheckTranscriptRequest request) {
    TranscriptHeader header = request.getHeader();
    return CheckTranscriptResponse.newBuilder()
        .setResult(
            index.isLost(header)
                ? index.replace(header, List.of())
                : WriteResult.WRITE_RESULT_APPLIED)
        .build();
  }

  @Override
  public StreamObserver<ReplaceTranscriptRequest> replaceTranscript(
      StreamObserver<ReplaceTranscriptResponse> out) {
    return new Incoming(out);
  }

  /** As a stream of them all. */
  public WriteResult replace(TranscriptHeader header, List<TranscriptChunk> chunks) {
    WriteResult result = index.replace(header, index.isLost(header) ? List.of() : chunks);
    if (result == WriteResult.WRITE_RESULT_APPLIED) {
      applied.add(header.getRecordingId());
    }
    return result;
  }

  @Override
  public void updateRecording(
      UpdateRecordingRequest request, StreamObserver<UpdateRecordingResponse> out) {
    updateRecording.answer(request, out);
  }

  /** As a call. */
  public UpdateRecordingResponse update(UpdateRecordingRequest request) {
    fail(request.getRecordingId());
    WriteResult result = index.update(request);
    updates.add(request);
    applied.add(request.getRecordingId());
    return UpdateRecordingResponse.newBuilder().setResult(result).build();
  }

  @Override
  public void deleteRecording(
      DeleteRecordingRequest request, StreamObserver<DeleteRecordingResponse> out) {
    deleteRecording.answer(request, out);
  }

  /** As a call. */
  public DeleteRecordingResponse delete(DeleteRecordingRequest request) {
    Stamp _ = Stamp.of(request.getStamp(), UpdateKind.UPDATE_KIND_UPDATED);
    String id = Fields.required("recording_id", request.getRecordingId(), RecordingId::new);
    DeleteRecordingResponse.Builder response =
        DeleteRecordingResponse.newBuilder()
            .setResult(WriteResult.WRITE_RESULT_DELETED)
            .setRemoved(index.delete(Fields.half(request.getCaller()), id))
            .setWritersLeft(
                index.isWriting(request.getCaller(), header -> header.getRecordingId().equals(id)));
    applied.add(id);
    return response.build();
  }

  @Override
  public void deleteEndUser(
      DeleteEndUserRequest request, StreamObserver<DeleteEndUserResponse> out) {
    deleteEndUser.answer(request, out);
  }

  private DeleteEndUserResponse delete(DeleteEndUserRequest request) {
    Stamp _ = Stamp.of(request.getStamp(), UpdateKind.UPDATE_KIND_UPDATED);
    String half = Fields.half(request.getCaller());
    String id = Fields.endUser(request.getCaller(), request.getEndUserId());
    DeleteEndUserResponse.Builder response =
        DeleteEndUserResponse.newBuilder()
            .setResult(WriteResult.WRITE_RESULT_DELETED)
            .setRemoved(index.erase(half, id))
            .setWritersLeft(
                index.isWriting(request.getCaller(), header -> header.getEndUserId().equals(id)));
    applied.add(id);
    return response.build();
  }

  /** One stream of chunks. */
  private final class Incoming implements StreamObserver<ReplaceTranscriptRequest> {
    private final StreamObserver<ReplaceTranscriptResponse> out;
    private final List<TranscriptChunk> chunks = new ArrayList<>();
    private final Set<String> ids = ConcurrentHashMap.newKeySet();
    private @Nullable TranscriptHeader header;
    private boolean answered;

    private Incoming(StreamObserver<ReplaceTranscriptResponse> out) {
      this.out = out;
    }

    @Override
    public void onNext(ReplaceTranscriptRequest part) {
      guarded(
          () -> {
            switch (part.getPartCase()) {
              case HEADER -> open(part.getHeader());
              case CHUNK -> take(opened(), part.getChunk());
              case PART_NOT_SET -> throw Fields.invalid("part", "is required");
            }
          });
    }

    private void open(TranscriptHeader first) {
      if (header != null) {
        throw Fields.invalid("header", "comes once");
      }
      fail(first.getRecordingId());
      if (index.isLost(first)) {
        answer(replace(first, List.of()));
      } else {
        header = first;
        index.begin(first);
      }
    }

    private TranscriptHeader opened() {
      if (header == null) {
        throw Fields.invalid("header", "must be the first message");
      }
      return header;
    }

    private void take(TranscriptHeader of, TranscriptChunk chunk) {
      String id = Fields.required("chunk.chunk_id", chunk.getChunkId(), ChunkId::new);
      Fields.inRange("chunk.ordinal", chunk.getOrdinal(), chunks.size(), chunks.size());
      Fields.inRange("chunk_count", chunks.size() + 1, 1, of.getChunkCount());
      if (!ids.add(id)) {
        throw Fields.invalid("chunk.chunk_id", id + " comes twice");
      }
      chunks.add(chunk);
      begun.add(of.getRecordingId());
    }

    @Override
    public void onCompleted() {
      guarded(
          () -> {
            int count = opened().getChunkCount();
            Fields.inRange("chunk_count", chunks.size(), count, count);
            answer(replace(opened(), chunks));
          });
    }

    @Override
    public void onError(Throwable failure) {
      close();
    }

    private void guarded(Runnable step) {
      if (answered) {
        return;
      }
      try {
        step.run();
      } catch (StatusRuntimeException e) {
        close();
        out.onError(e);
      }
    }

    private void answer(WriteResult result) {
      close();
      out.onNext(ReplaceTranscriptResponse.newBuilder().setResult(result).build());
      out.onCompleted();
    }

    private void close() {
      answered = true;
      if (header != null) {
        index.end(header);
      }
    }
  }
}
