package dev.hark.search;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.RecordingDetails;
import dev.hark.proto.search.v1.ReplaceTranscriptRequest;
import dev.hark.proto.search.v1.ReplaceTranscriptResponse;
import dev.hark.proto.search.v1.Segment;
import dev.hark.proto.search.v1.TranscriptChunk;
import dev.hark.proto.search.v1.TranscriptHeader;
import dev.hark.proto.search.v1.WriteResult;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A transcript to be sent: one chunk of one segment per text. */
public record Transcript(
    Owner owner, String recording, String transcription, Event event, List<String> texts) {
  private static final int CHUNK_MS = 10_000;

  public Transcript {
    texts = List.copyOf(texts);
  }

  /** Sends all and waits for the answer. */
  public WriteResult sendTo(TestService service) {
    return sendTo(service, header().build());
  }

  WriteResult sendTo(TestService service, TranscriptHeader header) {
    CompletableFuture<WriteResult> answer = new CompletableFuture<>();
    StreamObserver<ReplaceTranscriptRequest> out = open(service, header, answer);
    for (int i = 0; i < texts.size() && !answer.isDone(); i++) {
      out.onNext(chunk(i));
    }
    if (!answer.isDone()) {
      out.onCompleted();
    }
    return join(answer);
  }

  static WriteResult join(CompletableFuture<WriteResult> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Status.fromThrowable(e.getCause()).asRuntimeException();
    }
  }

  /** Sends the header only. */
  StreamObserver<ReplaceTranscriptRequest> open(
      TestService service, TranscriptHeader header, CompletableFuture<WriteResult> answer) {
    StreamObserver<ReplaceTranscriptRequest> out =
        service.stream().replaceTranscript(new Answer(answer));
    out.onNext(ReplaceTranscriptRequest.newBuilder().setHeader(header).build());
    return out;
  }

  TranscriptHeader.Builder header() {
    return TranscriptHeader.newBuilder()
        .setCaller(owner.caller())
        .setStamp(event.stamp())
        .setRecordingId(recording)
        .setTranscriptionId(transcription)
        .setEndUserId(owner.endUser())
        .setDetails(RecordingDetails.newBuilder().setTitle("About " + recording))
        .setLanguage("en")
        .setChunkCount(texts.size())
        .setEmbeddingModel("fake-words");
  }

  ReplaceTranscriptRequest chunk(int ordinal) {
    String text = texts.get(ordinal);
    Segment segment =
        Segment.newBuilder()
            .setStartMs((long) ordinal * CHUNK_MS)
            .setEndMs((ordinal + 1L) * CHUNK_MS)
            .setSpeaker("Ana")
            .setText(text)
            .build();
    TranscriptChunk.Builder chunk =
        TranscriptChunk.newBuilder()
            .setChunkId(chunkId(ordinal))
            .setOrdinal(ordinal)
            .setText(text)
            .setSpeaker("Ana")
            .setStartMs(segment.getStartMs())
            .setEndMs(segment.getEndMs())
            .addSegments(ChunkSegment.newBuilder().setIndex(ordinal).setSegment(segment));
    for (float number : FakeEmbedder.vector(text)) {
      chunk.addEmbedding(number);
    }
    return ReplaceTranscriptRequest.newBuilder().setChunk(chunk).build();
  }

  private String chunkId(int ordinal) {
    int whole = List.of(owner, recording, transcription, event).hashCode();
    return "chk_" + Integer.toUnsignedString(whole, 36) + "x" + ordinal;
  }

  /** Texts made from one pattern with the ordinal in the place of {@code %d}. */
  static List<String> texts(int count, String pattern) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(pattern.replace("%d", Integer.toString(i)));
    }
    return texts;
  }

  /** Who owns what is sent. */
  public record Owner(String project, dev.hark.proto.search.v1.Mode mode, String endUser) {
    public Caller caller() {
      return projectCaller().toBuilder().setEndUserId(endUser).build();
    }

    /** A caller that may see every end user. */
    public Caller projectCaller() {
      return Caller.newBuilder()
          .setProjectId(project)
          .setMode(mode)
          .setRequestId("req_test")
          .build();
    }
  }

  /** By which event something is said. */
  public record Event(String id, long second) {
    public EventStamp stamp() {
      EventStamp.Builder stamp = EventStamp.newBuilder().setEventId(id);
      stamp.getCreatedAtBuilder().setSeconds(1_700_000_000L + second);
      return stamp.build();
    }
  }

  private record Answer(CompletableFuture<WriteResult> result)
      implements StreamObserver<ReplaceTranscriptResponse> {
    @Override
    public void onNext(ReplaceTranscriptResponse response) {
      result.complete(response.getResult());
    }

    @Override
    public void onError(Throwable t) {
      result.completeExceptionally(t);
    }

    @Override
    public void onCompleted() {}
  }
}
