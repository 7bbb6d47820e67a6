package dev.hark.stack.ingest;

import dev.hark.proto.search.v1.Caller;
import dev.hark.proto.search.v1.GetRecordingRequest;
import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.Mode;
import dev.hark.proto.search.v1.Recording;
import dev.hark.proto.search.v1.SearchServiceGrpc;
import dev.hark.proto.search.v1.SearchServiceGrpc.SearchServiceBlockingStub;
import dev.hark.proto.search.v1.TranscriptionStatus;
import dev.hark.stack.ingest.Event.RecordingKey;
import dev.hark.stack.ingest.Event.Subject.Transcribed;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Asks search-service what has become of a transcription. */
record SearchableCheck(Channel channel) {
  /** What has become of it. */
  sealed interface Answer {
    /** It can be found, or a newer one has taken its place. */
    record Searchable() implements Answer {}

    /** It cannot, as things are. */
    record NotSearchable(String reason) implements Answer {}

    /** Nobody says. */
    record NoAnswer(String reason) implements Answer {}
  }

  Answer ask(Transcribed transcribed) {
    String wanted = transcribed.transcriptionId();
    try {
      Recording recording = recording(transcribed.recording());
      if (recording.getSearchableTranscriptionId().equals(wanted)) {
        return new Answer.Searchable();
      }
      if (recording.getStatus() == TranscriptionStatus.TRANSCRIPTION_STATUS_FAILED
          && recording.getTranscriptionId().equals(wanted)) {
        // Perhaps since an earlier attempt: a dead letter says whether this one failed.
        return new Answer.NotSearchable("the recording shows failed");
      }
      return replacedBy(recording, transcribed);
    } catch (StatusRuntimeException e) {
      return switch (e.getStatus().getCode()) {
        case NOT_FOUND -> new Answer.NotSearchable("the recording is unknown, or deleted");
        case INVALID_ARGUMENT -> new Answer.NotSearchable("no recording can have its ids");
        default ->
            new Answer.NoAnswer("search-service does not answer: " + e.getStatus().getCode());
      };
    }
  }

  private Answer replacedBy(Recording recording, Transcribed transcribed) {
    if (recording.getSearchableTranscriptionId().isEmpty()) {
      return new Answer.NotSearchable("not indexed");
    }
    var request =
        GetTranscriptRequest.newBuilder()
            .setCaller(caller(transcribed.recording()))
            .setTranscriptionId(recording.getSearchableTranscriptionId())
            .build();
    var completed = stub().getTranscript(request).next().getTranscription().getCompletedAt();
    Instant at = Instant.ofEpochSecond(completed.getSeconds(), completed.getNanos());
    return at.isAfter(transcribed.at())
        ? new Answer.Searchable()
        : new Answer.NotSearchable("another transcription is the searchable one");
  }

  private Recording recording(RecordingKey key) {
    var request =
        GetRecordingRequest.newBuilder()
            .setCaller(caller(key))
            .setRecordingId(key.recordingId())
            .build();
    return stub().getRecording(request).getRecording();
  }

  private SearchServiceBlockingStub stub() {
    return SearchServiceGrpc.newBlockingStub(channel).withDeadlineAfter(5, TimeUnit.SECONDS);
  }

  private static Caller caller(RecordingKey key) {
    return Caller.newBuilder()
        .setProjectId(key.projectId())
        .setMode(key.test() ? Mode.MODE_TEST : Mode.MODE_LIVE)
        .setRequestId("req_ingest")
        .addScopes("recordings:read")
        .build();
  }
}
