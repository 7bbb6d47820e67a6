package dev.hark.indexer.event.json;

import com.fasterxml.jackson.core.JsonToken;
import dev.hark.indexer.event.EventAssembler;
import dev.hark.indexer.event.Fields;
import dev.hark.indexer.event.Subject;
import dev.hark.indexer.event.UnacceptableEventException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Set;

/** Reads what a bad event is about, as far as its JSON goes. */
final class SubjectReader {
  private static final Set<String> DATA = Set.of("recording_id", "transcription_id", "end_user_id");

  private SubjectReader() {}

  static Subject read(ByteBuffer value) {
    Fields envelope = Fields.of("");
    Fields data = Fields.of("data");
    try {
      StrictParser parser = StrictParser.over(value);
      parser.nextToken();
      JsonFields.readObject(parser, "event", (name, at) -> readField(name, at, envelope, data));
    } catch (IOException | UnacceptableEventException e) {
      // What came before the fault may still tell whose event it is.
    }
    return new EventAssembler(envelope, data, Fields.of("data.error")).subject();
  }

  private static void readField(String name, StrictParser parser, Fields envelope, Fields data)
      throws IOException {
    if (name.equals("data") && parser.currentToken() == JsonToken.START_OBJECT) {
      JsonFields.readObject(parser, name, (key, at) -> keep(DATA, data, key, at));
    } else {
      keep(EventFields.ENVELOPE, envelope, name, parser);
    }
  }

  private static void keep(Set<String> names, Fields fields, String name, StrictParser parser)
      throws IOException {
    if (names.contains(name)) {
      JsonFields.keep(fields, name, parser);
    } else {
      parser.skipChildren();
    }
  }
}
