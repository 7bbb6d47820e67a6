package dev.hark.search.grpc;

import dev.hark.proto.search.v1.GetTranscriptRequest;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import dev.hark.proto.search.v1.SegmentBatch;
import dev.hark.runtime.id.Ids.RecordingId;
import dev.hark.runtime.id.Ids.TranscriptionId;
import dev.hark.runtime.rpc.OutboundStream;
import dev.hark.search.index.Chunk.Segment;
import dev.hark.search.index.IndexFailure.UnacceptableException;
import dev.hark.search.index.Project.Viewer;
import dev.hark.search.index.SpeakerNames;
import dev.hark.search.query.ReadTranscript;
import dev.hark.search.query.ReadTranscript.Reading;
import dev.hark.search.query.ReadTranscript.Unit;
import dev.hark.search.query.Transcription;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.concurrent.Executor;

/** Streams a transcript to its reader, on a thread of its own. */
final class TranscriptReader {
  private final ReadTranscript read;
  private final Runnable gate;
  private final Executor executor;

  TranscriptReader(ReadTranscript read, Runnable gate, Executor executor) {
    this.read = read;
    this.gate = gate;
    this.executor = executor;
  }

  void read(GetTranscriptRequest request, StreamObserver<GetTranscriptResponse> observer) {
    var out = (ServerCallStreamObserver<GetTranscriptResponse>) observer;
    OutboundStream<GetTranscriptResponse> stream = new OutboundStream<>(out);
    executor.execute(() -> Answers.logged(request.getCaller(), () -> answer(request, out, stream)));
  }

  private void answer(
      GetTranscriptRequest request,
      StreamObserver<GetTranscriptResponse> out,
      OutboundStream<GetTranscriptResponse> stream) {
    try {
      gate.run();
      switch (find(request, new Outbound(stream))) {
        case READ -> out.onCompleted();
        case NOT_FOUND -> out.onError(Failures.notFound());
        case LONGER -> out.onError(Failures.longer());
      }
    } catch (RuntimeException e) {
      out.onError(Failures.status("GetTranscript", e));
    }
  }

  private ReadTranscript.Result find(GetTranscriptRequest request, ReadTranscript.Sink sink) {
    Viewer viewer = FromProto.viewer(request.getCaller());
    Reading reading =
        new Reading(
            request.getBySentences() ? Unit.SENTENCE : Unit.SEGMENT,
            request.getMostChunks() == 0 ? Integer.MAX_VALUE : request.getMostChunks());
    return switch (request.getOfCase()) {
      case RECORDING_ID -> {
        var id = FromProto.parse("recording_id", request.getRecordingId(), RecordingId::new);
        yield read.ofRecording(viewer, id, reading, sink);
      }
      case TRANSCRIPTION_ID -> {
        var id =
            FromProto.parse("transcription_id", request.getTranscriptionId(), TranscriptionId::new);
        yield read.ofTranscription(viewer, id, reading, sink);
      }
      case OF_NOT_SET -> throw UnacceptableException.field("of", "is required");
    };
  }

  private static final class Outbound implements ReadTranscript.Sink {
    private final OutboundStream<GetTranscriptResponse> stream;
    private SpeakerNames speakers = SpeakerNames.NONE;

    Outbound(OutboundStream<GetTranscriptResponse> stream) {
      this.stream = stream;
    }

    @Override
    public void begin(Transcription transcription, SpeakerNames names) {
      speakers = names;
      stream.send(
          GetTranscriptResponse.newBuilder()
              .setTranscription(ToProto.transcription(transcription))
              .build());
    }

    @Override
    public void segments(List<Segment> segments) {
      SegmentBatch.Builder batch = SegmentBatch.newBuilder();
      segments.forEach(segment -> batch.addSegments(ToProto.segment(segment, speakers)));
      stream.send(GetTranscriptResponse.newBuilder().setSegments(batch).build());
    }
  }
}
