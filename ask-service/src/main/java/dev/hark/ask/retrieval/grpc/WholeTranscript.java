package dev.hark.ask.retrieval.grpc;

import dev.hark.ask.retrieval.Recording.RecordingLabel;
import dev.hark.ask.retrieval.Segment;
import dev.hark.ask.retrieval.Transcript;
import dev.hark.proto.search.v1.GetTranscriptResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Reads a transcript as it comes, in memory that does not grow with its sentences. */
final class WholeTranscript {
  /**
   * A transcript has as many when it is sent, but may have millions of sentences. With more than
   * these, a hundred hours of speech, those that follow each other are read as one.
   */
  private static final int MOST_SEGMENTS = 100_000;

  /** Characters of what is read as one: so the largest transcript, of 32 MiB, comes to 84,000. */
  private static final int JOINED = 400;

  private WholeTranscript() {}

  static Transcript of(RecordingLabel recording, Iterator<GetTranscriptResponse> parts) {
    List<Segment> segments = new ArrayList<>();
    while (parts.hasNext()) {
      segments.addAll(FromProto.segments(parts.next().getSegments().getSegmentsList()));
      if (segments.size() > MOST_SEGMENTS) {
        Transcript soFar = new Transcript(recording, segments);
        segments = new ArrayList<>(soFar.joined(JOINED).segments());
      }
    }
    return new Transcript(recording, segments);
  }
}
