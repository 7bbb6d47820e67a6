package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.indexing.Conversations;
import dev.hark.indexer.indexing.Result;
import dev.hark.indexer.indexing.Result.RetryCause;
import dev.hark.proto.ask.v1.AskServiceGrpc;
import dev.hark.proto.ask.v1.AskServiceGrpc.AskServiceBlockingStub;
import dev.hark.proto.ask.v1.EraseEndUserRequest;
import dev.hark.proto.ask.v1.EraseRecordingRequest;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The conversations behind ask-service. */
public final class GrpcConversations implements Conversations {
  private final Channel channel;
  private final Duration timeout;

  public GrpcConversations(Channel channel, Duration timeout) {
    this.channel = channel;
    this.timeout = timeout;
  }

  @Override
  public Result forget(RecordingDeleted deletion) {
    EraseRecordingRequest request =
        EraseRecordingRequest.newBuilder()
            .setCaller(Messages.caller(deletion.envelope()))
            .setRecordingId(deletion.recording().value())
            .build();
    return call(stub -> stub.eraseRecording(request));
  }

  @Override
  public Result forget(EndUserDeleted deletion) {
    EraseEndUserRequest request =
        EraseEndUserRequest.newBuilder()
            .setCaller(Messages.caller(deletion.envelope()))
            .setEndUserId(deletion.endUser().value())
            .build();
    return call(stub -> stub.eraseEndUser(request));
  }

  /** The index took the event: whatever goes wrong here is no fault of it, and is tried again. */
  private Result call(Consumer<AskServiceBlockingStub> call) {
    try {
      call.accept(
          AskServiceGrpc.newBlockingStub(channel)
              .withDeadlineAfter(timeout.toMillis(), TimeUnit.MILLISECONDS));
      return new Result.Indexed();
    } catch (StatusRuntimeException e) {
      return new Result.RetryLater(
          RetryCause.ASK_SERVICE, "ask-service answered " + e.getStatus().getCode());
    }
  }
}
