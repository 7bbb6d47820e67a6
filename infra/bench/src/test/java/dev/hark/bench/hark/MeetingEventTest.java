package dev.hark.bench.hark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.hark.bench.meeting.Meeting;
import dev.hark.bench.meeting.Meeting.Turn;
import java.util.List;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class MeetingEventTest {
  private static final Meeting MEETING =
      new Meeting(
          "covid_2", List.of(new Turn("A", "Good day", List.of("Good", "day"), 0, 800)), List.of());

  @Test
  void isACompletedTranscription() {
    assertEquals(
        "{\"id\":\"evt_0000covid2\",\"type\":\"transcription.completed\","
            + "\"created_at\":\"2026-01-05T09:00:00Z\",\"project_id\":\"proj_evaluation\","
            + "\"data\":{\"recording_id\":\"rec_0000covid2\",\"transcription_id\":\"txn_0000covid2\","
            + "\"end_user_id\":\"eu_evaluation\",\"recorded_at\":\"2026-01-05T09:00:00Z\",\"segments\":[{\"start_ms\":0,\"end_ms\":800,\"speaker\":\"A\",\"text\":\"Good"
            + " day\"}]}}",
        new MeetingEvent("proj_evaluation", "rec_0000covid2", MEETING).json().toString());
  }

  @Test
  void knowsMeetingsByTheirRecordings() {
    Library library = new Library(List.of(MEETING));
    assertEquals("rec_0000covid2", library.recordingOf("covid_2"));
    assertEquals("covid_2", library.meetingOf("rec_0000covid2"));
    assertThrows(NoSuchElementException.class, () -> library.meetingOf("rec_other"));
  }
}
