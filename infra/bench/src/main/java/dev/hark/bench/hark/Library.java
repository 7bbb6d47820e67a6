package dev.hark.bench.hark;

import dev.hark.bench.meeting.Meeting;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;

/** The meetings as recordings of one end user: which recording is which meeting. */
public final class Library {
  static final String END_USER = "eu_evaluation";
  static final String PROJECT = "proj_evaluation";

  private final String project;

  private final Map<String, Meeting> meetings = new LinkedHashMap<>();
  private final Map<String, String> recordings = new LinkedHashMap<>();

  public Library(List<Meeting> meetings) {
    this(PROJECT, meetings);
  }

  /** The same of another project than the evaluation's. */
  public Library(String project, List<Meeting> meetings) {
    this.project = project;
    for (Meeting meeting : meetings) {
      // The number keeps ids apart that differ only in what an id may not hold.
      String id = "rec_%04d%s".formatted(recordings.size(), meeting.id().replaceAll("\\W|_", ""));
      this.meetings.put(id, meeting);
      this.recordings.put(meeting.id(), id);
    }
  }

  String project() {
    return project;
  }

  /** Meetings by recording id, in the order of the folder. */
  Map<String, Meeting> meetings() {
    return meetings;
  }

  String recordingOf(String meetingId) {
    String recording = recordings.get(meetingId);
    if (recording == null) {
      throw new NoSuchElementException("no meeting " + meetingId);
    }
    return recording;
  }

  String meetingOf(String recordingId) {
    Meeting meeting = meetings.get(recordingId);
    if (meeting == null) {
      throw new NoSuchElementException(
          "a search found a recording that was not sent: " + recordingId);
    }
    return meeting.id();
  }
}
