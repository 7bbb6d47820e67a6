package dev.hark.contract;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.ChunkSegment;
import dev.hark.proto.search.v1.EventStamp;
import dev.hark.proto.search.v1.Mode;
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
import java.util.Locale;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A transcript to be sent to search-service: one chunk of one segment per text. */
public record Transcript(
    Owner owner, String recording, String transcription, Event event, List<String> texts) {
  /** The vector space of {@link #vector}. */
  public static final String MODEL = "fake-words";

  public static final int DIMENSION = 16;
  private static final int CHUNK_MS = 10_000;

  public Transcript {
    texts = List.copyOf(texts);
  }

  /** One of its recording whose ids say which, and when. */
  public static Transcript of(Owner owner, String recording, long second, String... texts) {
    String id = recording.substring(4) + second;
    return new Transcript(
        owner, recording, "txn_" + id, new Event("evt_" + id, second), List.of(texts));
  }

  /** Sends all and waits for the answer. */
  public WriteResult sendTo(SearchStubs service) {
    return sendTo(service, header().build());
  }

  public WriteResult sendTo(SearchStubs service, TranscriptHeader header) {
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

  public static WriteResult join(CompletableFuture<WriteResult> answer) {
    try {
      return answer.join();
    } catch (CompletionException e) {
      throw Status.fromThrowable(e.getCause()).asRuntimeException();
    }
  }

  /** Sends the header only. */
  public StreamObserver<ReplaceTranscriptRequest> open(
      SearchStubs service, TranscriptHeader header, CompletableFuture<WriteResult> answer) {
    StreamObserver<ReplaceTranscriptRequest> out =
        service.stream().replaceTranscript(new Answer(answer));
    out.onNext(ReplaceTranscriptRequest.newBuilder().setHeader(header).build());
    return out;
  }

  public TranscriptHeader.Builder header() {
    return TranscriptHeader.newBuilder()
        .setCaller(owner.caller())
        .setStamp(event.stamp())
        .setRecordingId(recording)
        .setTranscriptionId(transcription)
        .setEndUserId(owner.endUser())
        .setDetails(RecordingDetails.newBuilder().setTitle("About " + recording))
        .setLanguage("en")
        .setChunkCount(texts.size())
        .setEmbeddingModel(MODEL);
  }

  public ReplaceTranscriptRequest chunk(int ordinal) {
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
    for (float number : vector(text)) {
      chunk.addEmbedding(number);
    }
    return ReplaceTranscriptRequest.newBuilder().setChunk(chunk).build();
  }

  String chunkId(int ordinal) {
    int whole = List.of(owner, recording, transcription, event).hashCode();
    return "chk_" + Integer.toUnsignedString(whole, 36) + "x" + ordinal;
  }

  /** Texts made from one pattern with the ordinal in the place of {@code %d}. */
  public static List<String> texts(int count, String pattern) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      texts.add(pattern.replace("%d", Integer.toString(i)));
    }
    return texts;
  }

  /** Sum of one random direction per word, of unit length. */
  public static float[] vector(String text) {
    double[] sum = new double[DIMENSION];
    sum[0] = 0.01;
    for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
      Random random = new Random(word.hashCode());
      for (int i = 0; i < DIMENSION; i++) {
        sum[i] += random.nextGaussian();
      }
    }
    double square = 0;
    for (double number : sum) {
      square += number * number;
    }
    float[] unit = new float[DIMENSION];
    for (int i = 0; i < DIMENSION; i++) {
      unit[i] = (float) (sum[i] / Math.sqrt(square));
    }
    return unit;
  }

  /** Who owns what is sent. */
  public record Owner(String project, Mode mode, String endUser) {
    /** Whose project holds nothing yet. */
    public static Owner fresh(String endUser) {
      return new Owner(
          "proj_" + UUID.randomUUID().toString().replace("-", ""), Mode.MODE_LIVE, endUser);
    }

    /** Another end user of the same project. */
    public Owner beside(String other) {
      return new Owner(project, mode, other);
    }

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

  record Answer(CompletableFuture<WriteResult> result)
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
