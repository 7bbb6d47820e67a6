package dev.hark.search.grpc;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.CheckTranscriptResponse;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.UpdateRecordingRequest;
import dev.hark.proto.search.v1.UpdateRecordingResponse;
import dev.hark.proto.search.v1.WriteResult;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.search.index.Erase;
import dev.hark.search.index.Project;
import dev.hark.search.index.Project.RecordingKey;
import dev.hark.search.index.Project.Tenant;
import dev.hark.search.index.ReplaceTranscript;
import dev.hark.search.index.Stamp;
import dev.hark.search.index.Stamp.EventKind;
import dev.hark.search.index.UpdateRecording;
import io.grpc.stub.StreamObserver;

/** Writes the index on behalf of the worker. */
public final class IndexEndpoint extends IndexServiceImplBase {
  private final ReplaceTranscript replace;
  private final UpdateRecording update;
  private final Erase erase;
  private final Runnable gate;
  private final Answers answers;

  /**
   * Serves the write side.
   *
   * @param gate throws while no call may pass
   */
  public IndexEndpoint(
      ReplaceTranscript replace, UpdateRecording update, Erase erase, Runnable gate) {
    this.replace = replace;
    this.update = update;
    this.erase = erase;
    this.gate = gate;
    this.answers = new Answers(gate);
  }

  @Override
  public StreamObserver<ReplaceTranscriptRequest> replaceTranscript(
      StreamObserver<ReplaceTranscriptResponse> out) {
    return new TranscriptStream(replace, gate, out);
  }

  @Override
  public void checkTranscript(
      CheckTranscriptRequest request, StreamObserver<CheckTranscriptResponse> out) {
    Caller caller = request.getHeader().getCaller();
    answers.answer("CheckTranscript", caller, out, () -> check(request.getHeader()));
  }

  private CheckTranscriptResponse check(TranscriptHeader header) {
    WriteResult result = ToProto.result(replace.check(FromProto.header(header)));
    return CheckTranscriptResponse.newBuilder().setResult(result).build();
  }

  @Override
  public void updateRecording(
      UpdateRecordingRequest request, StreamObserver<UpdateRecordingResponse> out) {
    answers.answer("UpdateRecording", request.getCaller(), out, () -> update(request));
  }

  private UpdateRecordingResponse update(UpdateRecordingRequest request) {
    RecordingKey key = key(FromProto.project(request.getCaller()), request.getRecordingId());
    WriteResult result = ToProto.result(update.update(key, FromProto.change(request)));
    return UpdateRecordingResponse.newBuilder().setResult(result).build();
  }

  private static RecordingKey key(Project project, String recording) {
    return new RecordingKey(project, FromProto.parse("recording_id", recording, RecordingId::new));
  }

  @Override
  public void deleteRecording(
      DeleteRecordingRequest request, StreamObserver<DeleteRecordingResponse> out) {
    answers.answer("DeleteRecording", request.getCaller(), out, () -> delete(request));
  }

  private DeleteRecordingResponse delete(DeleteRecordingRequest request) {
    Stamp stamp = FromProto.stamp(request.getStamp(), EventKind.UPDATED);
    RecordingKey key = key(FromProto.project(request.getCaller()), request.getRecordingId());
    Erase.Removed removed = Budget.whileAwaited(() -> erase.recording(key, stamp.at()));
    return DeleteRecordingResponse.newBuilder()
        .setResult(WriteResult.WRITE_RESULT_DELETED)
        .setRemoved(ToProto.removed(removed))
        .setWritersLeft(removed.writersLeft())
        .build();
  }

  @Override
  public void deleteEndUser(
      DeleteEndUserRequest request, StreamObserver<DeleteEndUserResponse> out) {
    answers.answer("DeleteEndUser", request.getCaller(), out, () -> delete(request));
  }

  private DeleteEndUserResponse delete(DeleteEndUserRequest request) {
    Stamp stamp = FromProto.stamp(request.getStamp(), EventKind.UPDATED);
    Tenant tenant = FromProto.tenant(request.getCaller(), request.getEndUserId());
    Erase.Removed removed = Budget.whileAwaited(() -> erase.endUser(tenant, stamp.at()));
    return DeleteEndUserResponse.newBuilder()
        .setResult(WriteResult.WRITE_RESULT_DELETED)
        .setRemoved(ToProto.removed(removed))
        .setWritersLeft(removed.writersLeft())
        .build();
  }
}
