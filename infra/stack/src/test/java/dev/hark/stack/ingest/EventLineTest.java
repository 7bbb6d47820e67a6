package dev.hark.stack.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class EventLineTest {
  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "event-lines.tsv", delimiter = '\t', numLinesToSkip = 1)
  void takesTheKeyOrSaysWhatIsWrong(String name, String line, String expected) {
    String result =
        switch (EventLine.parse(new Event.Source("some.jsonl", 7), line)) {
          case EventLine.Publishable(Event event) -> "key " + event.key();
          case EventLine.Refused(Event.Source source, String reason) -> source + ": " + reason;
        };
    assertEquals(expected, result);
  }
}
