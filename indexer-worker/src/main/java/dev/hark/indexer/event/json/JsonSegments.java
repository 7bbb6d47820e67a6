package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.ErrorCode;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.SegmentList;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.util.Set;

/** Reads the array of segments, here and in a transcript of its own. */
final class JsonSegments {
  private static final Set<String> NAMES =
      Set.of("start_ms", "end_ms", "text", "speaker", "confidence");

  private JsonSegments() {}

  /** Reads the array that the parser stands on. */
  static SegmentList read(StrictParser parser, String path) throws IOException {
    SegmentList segments = new SegmentList();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      Fields fields = Fields.item(path, segments.size());
      if (parser.currentToken() != JsonToken.START_OBJECT) {
        throw new UnacceptableEventException(
            ErrorCode.WRONG_TYPE, path + "[" + segments.size() + "]: expected an object");
      }
      JsonFields.readObject(
          parser,
          path,
          (name, at) -> {
            if (NAMES.contains(name)) {
              JsonFields.keep(fields, name, at);
            } else {
              at.skipChildren();
            }
          });
      segments.add(fields);
    }
    return segments;
  }
}
