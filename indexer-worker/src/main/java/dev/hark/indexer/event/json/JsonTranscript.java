package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Segment;
import dev.hark.indexer.event.SegmentList;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Decodes a transcript that an event points at: a JSON object with {@code segments}. */
public final class JsonTranscript {
  private JsonTranscript() {}

  /**
   * Reads the segments in their order, under the rules for an event's own.
   *
   * @throws UnacceptableEventException when the transcript can never work
   */
  public static List<Segment> read(byte[] transcript) {
    return JsonDocument.read(ByteBuffer.wrap(transcript), JsonTranscript::segments);
  }

  private static List<Segment> segments(ByteBuffer value) throws IOException {
    StrictParser parser = StrictParser.over(value);
    parser.nextToken();
    List<SegmentList> found = new ArrayList<>();
    JsonFields.readObject(
        parser,
        "transcript",
        (name, at) -> {
          if (!name.equals("segments")) {
            at.skipChildren();
          } else if (at.currentToken() == JsonToken.START_ARRAY) {
            found.add(JsonSegments.read(at, "segments"));
          } else {
            throw new UnacceptableEventException(
                ErrorCode.WRONG_TYPE, "segments: expected an array");
          }
        });
    JsonDocument.expectEnd(parser);
    if (found.isEmpty()) {
      throw new UnacceptableEventException(ErrorCode.MISSING_FIELD, "segments: required");
    }
    return found.getFirst().segments();
  }
}
