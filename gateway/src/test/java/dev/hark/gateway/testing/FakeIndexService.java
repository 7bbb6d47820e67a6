package dev.hark.gateway.testing;

import com.google.protobuf.Message;
import dev.hark.proto.search.v1.DeleteEndUserRequest;
import dev.hark.proto.search.v1.DeleteEndUserResponse;
import dev.hark.proto.search.v1.DeleteRecordingRequest;
import dev.hark.proto.search.v1.DeleteRecordingResponse;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceImplBase;
import dev.hark.proto.search.v1.Removed;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deletes what a test says, and remembers what it was told to delete. */
public final class FakeIndexService extends IndexServiceImplBase {
  private final List<Message> deletions = new CopyOnWriteArrayList<>();
  private volatile Supplier<Removed> onDeletion = Removed::getDefaultInstance;

  public void onDeletion(Supplier<Removed> answer) {
    deletions.clear();
    onDeletion = answer;
  }

  public List<Message> deletions() {
    return List.copyOf(deletions);
  }

  @Override
  public void deleteRecording(
      DeleteRecordingRequest request, StreamObserver<DeleteRecordingResponse> out) {
    answer(request, out, it -> DeleteRecordingResponse.newBuilder().setRemoved(it).build());
  }

  @Override
  public void deleteEndUser(
      DeleteEndUserRequest request, StreamObserver<DeleteEndUserResponse> out) {
    answer(request, out, it -> DeleteEndUserResponse.newBuilder().setRemoved(it).build());
  }

  private <A> void answer(Message request, StreamObserver<A> out, Function<Removed, A> answer) {
    deletions.add(request);
    try {
      out.onNext(answer.apply(onDeletion.get()));
      out.onCompleted();
    } catch (StatusRuntimeException e) {
      out.onError(e);
    }
  }
}
