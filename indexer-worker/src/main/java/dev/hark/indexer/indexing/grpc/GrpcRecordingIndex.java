package dev.hark.indexer.indexing.grpc;

import dev.hark.indexer.event.RecordingEvent.EndUserDeleted;
import dev.hark.indexer.event.RecordingEvent.RecordingDeleted;
import dev.hark.indexer.indexing.EmbeddedChunk;
import dev.hark.indexer.indexing.RecordingIndex;
import dev.hark.indexer.indexing.RecordingIndex.TranscriptHeader;
import dev.hark.indexer.indexing.RecordingUpdate;
import dev.hark.indexer.indexing.Result;
import dev.hark.proto.search.v1.CheckTranscriptRequest;
import dev.hark.proto.search.v1.IndexServiceGrpc;
import dev.hark.proto.search.v1.IndexServiceGrpc.IndexServiceBlockingStub;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The index behind search-service's {@code IndexService}. */
public final class GrpcRecordingIndex implements RecordingIndex {
  private final Channel channel;
  private final Timeouts timeouts;

  public GrpcRecordingIndex(Channel channel, Timeouts timeouts) {
    this.channel = channel;
    this.timeouts = timeouts;
  }

  @Override
  public Result check(TranscriptHeader header) {
    CheckTranscriptRequest request =
        CheckTranscriptRequest.newBuilder().setHeader(Messages.header(header).getHeader()).build();
    return call(stub -> checked(stub, request));
  }

  /** A search-service of the last release does not know the call, and decides at the header. */
  private static WriteResult checked(
      IndexServiceBlockingStub stub, CheckTranscriptRequest request) {
    try {
      return stub.checkTranscript(request).getResult();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.UNIMPLEMENTED) {
        return WriteResult.WRITE_RESULT_APPLIED;
      }
      throw e;
    }
  }

  @Override
  public Result replaceTranscript(TranscriptHeader header, Iterator<EmbeddedChunk> chunks) {
    Duration whole = timeouts.call().plus(timeouts.perChunk().multipliedBy(header.chunkCount()));
    ReplaceCall call = new ReplaceCall(timeouts);
    IndexServiceGrpc.newStub(channel)
        .withDeadlineAfter(whole.toMillis(), TimeUnit.MILLISECONDS)
        .replaceTranscript(call);
    return call.send(header, chunks);
  }

  @Override
  public Result update(RecordingUpdate update) {
    return call(stub -> stub.updateRecording(UpdateMessages.update(update)).getResult());
  }

  @Override
  public Result delete(RecordingDeleted deletion) {
    return deleted(stub -> stub.deleteRecording(UpdateMessages.delete(deletion)).getResult());
  }

  @Override
  public Result delete(EndUserDeleted deletion) {
    return deleted(stub -> stub.deleteEndUser(UpdateMessages.delete(deletion)).getResult());
  }

  /** "Deleted" is what a deletion asked for. */
  private Result deleted(Function<IndexServiceBlockingStub, WriteResult> call) {
    return call(
        stub ->
            call.apply(stub) == WriteResult.WRITE_RESULT_UNSPECIFIED
                ? WriteResult.WRITE_RESULT_UNSPECIFIED
                : WriteResult.WRITE_RESULT_APPLIED);
  }

  private Result call(Function<IndexServiceBlockingStub, WriteResult> call) {
    try {
      return Statuses.result(
          call.apply(
              IndexServiceGrpc.newBlockingStub(channel)
                  .withDeadlineAfter(timeouts.call().toMillis(), TimeUnit.MILLISECONDS)));
    } catch (StatusRuntimeException e) {
      return Statuses.result(e.getStatus());
    }
  }

  /**
   * How long search-service may take.
   *
   * @param call for a call without words, and for the answer after the last chunk
   * @param stall without taking one more chunk while chunks are sent
   * @param perChunk added for each chunk to the deadline of the whole stream; embedding counts too
   */
  public record Timeouts(Duration call, Duration stall, Duration perChunk) {}
}
