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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Supplier;

/** Deletes what a test says, and remembers what it was told to delete. */
public final class FakeIndexService extends IndexServiceImplBase {
  private final List<Message> deletions = new CopyOnWriteArrayList<>();
  private final AtomicInteger withWriters = new AtomicInteger();
  private volatile Supplier<Removed> onDeletion = Removed::getDefaultInstance;

  public void onDeletion(Supplier<Removed> answer) {
    deletions.clear();
    onDeletion = answer;
  }

  /** How many of the next deletions are told that words may still come. */
  public void writersAreLeftFor(int next) {
    withWriters.set(next);
  }

  public List<Message> deletions() {
    return List.copyOf(deletions);
  }

  @Override
  public void deleteRecording(
      DeleteRecordingRequest request, StreamObserver<DeleteRecordingResponse> out) {
    answer(
        request,
        out,
        it ->
            DeleteRecordingResponse.newBuilder()
                .setRemoved(it)
                .setWritersLeft(writersLeft())
                .build());
  }

  @Override
  public void deleteEndUser(
      DeleteEndUserRequest request, StreamObserver<DeleteEndUserResponse> out) {
    answer(
        request,
        out,
        it ->
            DeleteEndUserResponse.newBuilder()
                .setRemoved(it)
                .setWritersLeft(writersLeft())
                .build());
  }

  private boolean writersLeft() {
    return withWriters.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
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
