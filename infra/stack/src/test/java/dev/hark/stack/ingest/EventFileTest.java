package dev.hark.stack.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {
  private static final String EVENT =
      "{\"type\":\"recording.deleted\",\"data\":{\"recording_id\":\"rec_%s\"}}";

  @TempDir private Path folder = Path.of("");

  @Test
  void aByteOrderMarkBeforeTheFirstEventIsNoPartOfIt() throws Exception {
    Path file = folder.resolve("a.jsonl");
    Files.writeString(file, "\ufeff" + EVENT.formatted("a") + "\r\n" + EVENT.formatted("b"));
    assertEquals(List.of(EVENT.formatted("a"), EVENT.formatted("b")), texts(file));
  }

  @Test
  void aByteOrderMarkAloneIsAnEmptyFileAndOneInTheMiddleIsAFault() throws Exception {
    Path empty = Files.writeString(folder.resolve("empty.jsonl"), "\ufeff\n");
    assertEquals(List.of(), texts(empty));
    Path joined = folder.resolve("joined.jsonl");
    Files.writeString(joined, EVENT.formatted("a") + "\n\ufeff" + EVENT.formatted("b"));
    assertEquals(List.of(EVENT.formatted("a"), joined + ":2: not JSON (column 1)"), texts(joined));
  }

  @Test
  void takesEitherNameForOneEventALine() throws Exception {
    Files.writeString(folder.resolve("a.jsonl"), EVENT.formatted("a"));
    Files.writeString(folder.resolve("b.ndjson"), EVENT.formatted("b"));
    Files.writeString(folder.resolve("c.NDJSON"), EVENT.formatted("c"));
    Files.writeString(folder.resolve("d.json"), "none");
    assertEquals(
        List.of(EVENT.formatted("a"), EVENT.formatted("b"), EVENT.formatted("c")), texts(folder));
  }

  private static List<String> texts(Path path) throws Exception {
    List<String> texts = new ArrayList<>();
    for (InputFile file :
        InputFile.all(
            List.of(path.toString()), InputStream.nullInputStream(), TranscriptFile.Details.NONE)) {
      file.forEach(
          line ->
              texts.add(
                  switch (line) {
                    case EventLine.Publishable(Event event) -> event.text();
                    case EventLine.Refused(Event.Source source, String reason) ->
                        source + ": " + reason;
                  }));
    }
    return texts;
  }
}
