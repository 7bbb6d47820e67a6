package dev.hark.stack.ingest;

import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetRecordingResponse;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.proto.search.v1.Transcription;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Knows one recording, from the given time that it is asked on, with one searchable transcription.
 */
final class FakeSearchService extends SearchServiceGrpc.SearchServiceImplBase {
  private final String recording;
  private final String searchable;
  private final int from;
  private final AtomicInteger asked = new AtomicInteger();

  FakeSearchService(String recording, String searchable, int from) {
    this.recording = recording;
    this.searchable = searchable;
    this.from = from;
  }

  int asked() {
    return asked.get();
  }

  @Override
  public void getRecording(
      GetRecordingRequest request, StreamObserver<GetRecordingResponse> answer) {
    if (asked.incrementAndGet() < from || !request.getRecordingId().equals(recording)) {
      answer.onError(Status.NOT_FOUND.asRuntimeException());
      return;
    }
    answer.onNext(
        GetRecordingResponse.newBuilder()
            .setRecording(Recording.newBuilder().setSearchableTranscriptionId(searchable))
            .build());
    answer.onCompleted();
  }

  /** Completed at the beginning of time, so older than any event. */
  @Override
  public void getTranscript(
      GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> answer) {
    answer.onNext(
        GetTranscriptResponse.newBuilder()
            .setTranscription(Transcription.newBuilder().setTranscriptionId(searchable))
            .build());
    answer.onCompleted();
  }
}
