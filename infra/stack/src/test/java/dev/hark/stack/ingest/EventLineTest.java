package dev.hark.stack.ingest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.time.Instant;
import org.junit.jupiter.api.Test;
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

  @Test
  void aCompletedTranscriptionIsOfTheTimeThatTheEventSays() {
    String line =
        """
        {"type":"transcription.completed","created_at":"2026-05-04T09:30+02:00",\
        "data":{"recording_id":"rec_1","transcription_id":"txn_1"}}\
        """;
    var read = EventLine.parse(new Event.Source("some.jsonl", 1), line);
    Event event = assertInstanceOf(EventLine.Publishable.class, read).event();
    var subject = assertInstanceOf(Event.Subject.Transcribed.class, event.subject().orElseThrow());
    assertEquals(Instant.parse("2026-05-04T07:30:00Z"), subject.at());
  }
}
